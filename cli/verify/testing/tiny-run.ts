import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { Conformance } from '../../../helpers/model/results.ts';
import { tinyProject } from './tiny-project.ts';

const command = fileURLToPath(new URL('../../../node_modules/playwright/cli.js', import.meta.url));

/** A finished run of real Playwright over a few suites in a folder of its own. */
export interface TinyRun extends AsyncDisposable {
  readonly conformance: Conformance;
  /** What the run printed. */
  readonly printed: string;
  /** Playwright's own exit code. */
  readonly exitCode: number | undefined;
  /** The folder of the reports. */
  readonly folder: string;
  readonly read: (file: string) => Promise<string>;
}

/** Runs suites, given as text by path under `suites/`, through the project's own configuration and reporters. */
export async function tinyRun(
  suites: Readonly<Record<string, string>>,
  env: Record<string, string> = {},
): Promise<TinyRun> {
  const project = await tinyProject(suites);
  const folder = join(project.root, 'out');
  const { all, exitCode } = await execa(process.execPath, [command, 'test'], {
    cwd: project.root,
    env: { ...env, KORTHWEB_REPORT: folder, KORTHWEB_DEPLOYMENT: project.deployment },
    reject: false,
    all: true,
  });
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  const results = await read('conformance.json').catch(() => Promise.reject(new Error(all)));
  const conformance = Conformance.parse(JSON.parse(results));
  return {
    conformance,
    printed: all,
    exitCode,
    folder,
    read,
    [Symbol.asyncDispose]: () => project[Symbol.asyncDispose](),
  };
}
