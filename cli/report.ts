import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ConfigError, SetupError } from '../helpers/model/errors.ts';
import { Conformance } from '../helpers/model/results.ts';
import { outFolder, outRoot } from '../reports/out.ts';
import { sideBySide } from '../reports/side-by-side.ts';
import { terminalSummary } from '../reports/terminal-summary.ts';
import { pageOf } from './verify/finish.ts';

const examples = `
Examples:
  $ npx korthweb report                 the last results of every deployment, side by side
  $ npx korthweb report helm            those of one
  $ npx korthweb report helm --open     its page in the browser
`;

interface Flags {
  readonly open?: boolean;
  readonly json?: boolean;
}

/** Adds `korthweb report`. */
export function register(program: Command): void {
  program
    .command('report')
    .description('Print or open the last results')
    .argument('[names...]', 'deployments, by name (default: all that have results)')
    .option('--open', "open Playwright's page in the browser")
    .option('--json', 'print the results as JSON')
    .addHelpText('after', examples)
    .action(run);
}

async function run(names: readonly string[], { open = false, json = false }: Flags): Promise<void> {
  const runs = await Promise.all((names.length ? names : namesWithResults()).map(read));
  if (open) for (const { name } of runs) openPage(pageOf(outFolder(name)));
  else process.stdout.write(json ? `${JSON.stringify(runs, null, 2)}\n` : printed(runs));
}

function printed(runs: readonly { name: string; conformance: Conformance }[]): string {
  const [first, ...others] = runs;
  if (!first || others.length) return sideBySide(runs);
  return terminalSummary(first.conformance, pageOf(outFolder(first.name)));
}

function namesWithResults(): string[] {
  const folders = existsSync(outRoot()) ? readdirSync(outRoot()) : [];
  const names = folders.filter((name) => existsSync(join(outFolder(name), 'conformance.json')));
  if (names.length) return names.toSorted();
  throw new ConfigError(`No results in ${outRoot()} yet. Next: npx korthweb verify`);
}

async function read(name: string): Promise<{ name: string; conformance: Conformance }> {
  const file = join(outFolder(name), 'conformance.json');
  if (!existsSync(file))
    throw new ConfigError(`No results of ${name} in ${file}. Next: npx korthweb verify --name ${name}`);
  try {
    return { name, conformance: Conformance.parse(JSON.parse(await readFile(file, 'utf8'))) };
  } catch (cause) {
    throw new SetupError(
      `${file} does not hold results as this version writes them. Next: npx korthweb verify --name ${name}`,
      { cause },
    );
  }
}

function openPage(page: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(command, [page], { stdio: 'ignore', detached: true });
  child.on('error', () => process.stdout.write(`Open ${page}\n`));
  child.unref();
}
