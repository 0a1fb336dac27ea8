import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Deployment } from '../../../helpers/model/deployment.ts';
import { tinyDeployment } from './tiny-deployment.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const testing = `${repository}cli/verify/testing/tiny-test.ts`;

/** A folder with suites of its own, and the project's own configuration and reporters. */
export interface TinyProject extends AsyncDisposable {
  readonly root: string;
  /** The file that describes the deployment. */
  readonly deployment: string;
}

/** Writes suites, given as text by path under `suites/`; `TESTING` in them is the module of what they may import. */
export async function tinyProject(
  suites: Readonly<Record<string, string>>,
  deployed: Deployment = tinyDeployment,
): Promise<TinyProject> {
  const root = await mkdtemp(join(tmpdir(), 'korthweb-tiny-'));
  const deployment = join(root, 'deployment.json');
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await writeFile(deployment, JSON.stringify(deployed));
  await writeFile(join(root, 'playwright.config.ts'), configuration);
  for (const [path, text] of Object.entries(suites)) await writeSuite(join(root, 'suites', path), text);
  return { root, deployment, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

const configuration = `import config from '${repository}playwright.config.ts';
  export default { ...config, testDir: './suites', outputDir: './results', timeout: 1500 };`;

async function writeSuite(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `import { expect, test } from '${testing}';\n${text.replaceAll('TESTING', testing)}`);
}
