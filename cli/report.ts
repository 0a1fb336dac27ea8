import { spawn } from 'node:child_process';
import { Option, type Command } from 'commander';
import { ConfigError } from '../helpers/model/errors.ts';
import { outFolder, outRoot } from '../reports/out.ts';
import { changesMarkdown } from '../reports/side-by-side/changes-text.ts';
import { compare } from '../reports/side-by-side/compare.ts';
import {
  namesWithResults,
  readDeployment,
  type DeploymentResults,
} from '../reports/side-by-side/deployment-results.ts';
import { markdownSideBySide } from '../reports/side-by-side/markdown.ts';
import { terminalSideBySide } from '../reports/side-by-side/terminal.ts';
import { anyChange, changesSince, changesSinceRunBefore } from '../reports/side-by-side/verdict-changes.ts';
import { writeSideBySide } from '../reports/side-by-side/write.ts';
import { terminalSummary } from '../reports/terminal-summary.ts';
import { pageOf } from './verify/finish.ts';

const examples = `
Examples:
  $ npx korthweb report                        the last results of every deployment, side by side
  $ npx korthweb report helm                   those of one
  $ npx korthweb report --open                 the page in the browser; of one deployment, Playwright's
  $ npx korthweb report --markdown             for the summary of a CI job
  $ npx korthweb report --changes              which verdicts changed since the runs before
  $ npx korthweb report --since before --json  which differ from the results in the folder before/

Exit code: 0; with --changes or --since 1 when a verdict changed; 3 refused.
`;

interface Flags {
  readonly open?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly changes?: boolean;
  readonly since?: string;
}

/** Adds `korthweb report`. */
export function register(program: Command): void {
  program
    .command('report')
    .description('Print or open the last results, deployments side by side')
    .argument('[names...]', 'deployments, by name (default: all that have results)')
    .option('--open', 'open the page in the browser')
    .option('--json', 'print JSON')
    .addOption(new Option('--markdown', 'print Markdown').conflicts(['json']))
    .option('--changes', 'only what changed since the run before of each deployment')
    .option('--since <folder>', 'only what changed since the results in a folder like reports/out')
    .addHelpText('after', examples)
    .action(run);
}

async function run(names: readonly string[], flags: Flags): Promise<void> {
  const results = await readAll(outRoot(), names);
  if (flags.changes || flags.since !== undefined) await printChanges(results, names, flags);
  else if (results.length === 1 && names.length === 1) printOne(results, flags);
  else await printSideBySide(results, flags);
}

/** Reads the named deployments, or all. @throws {ConfigError} when there is none. */
async function readAll(root: string, names: readonly string[]): Promise<DeploymentResults[]> {
  const chosen = names.length ? names : await namesWithResults(root);
  if (chosen.length === 0) throw new ConfigError(`No results in ${root} yet. Next: npx korthweb verify`);
  return await Promise.all(chosen.map((name) => readDeployment(root, name)));
}

async function printChanges(
  results: readonly DeploymentResults[],
  names: readonly string[],
  { since, json }: Flags,
): Promise<void> {
  const changes =
    since === undefined ? changesSinceRunBefore(results) : changesSince(await readAll(since, names), results);
  print(json ? toJson(changes) : changesMarkdown(changes));
  if (anyChange(changes)) process.exitCode = 1;
}

async function printSideBySide(results: readonly DeploymentResults[], flags: Flags): Promise<void> {
  const compared = compare(results);
  const page = await writeSideBySide(outRoot(), compared);
  if (flags.open) openPage(page);
  else if (flags.json) print(toJson(compared));
  else
    print(flags.markdown ? markdownSideBySide(compared) : terminalSideBySide(compared, page, process.stdout));
}

/** One deployment needs no page of its own: Playwright wrote one. */
function printOne(results: readonly DeploymentResults[], flags: Flags): void {
  for (const { name, conformance } of results) {
    const page = pageOf(outFolder(name));
    if (flags.open) openPage(page);
    else if (flags.json) print(toJson(compare(results)));
    else if (flags.markdown) print(markdownSideBySide(compare(results)));
    else print(`${terminalSummary(conformance, page)}${changesMarkdown(changesSinceRunBefore(results))}`);
  }
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const print = (text: string): void => void process.stdout.write(text);

function openPage(page: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(command, [page], { stdio: 'ignore', detached: true });
  child.on('error', () => print(`Open ${page}\n`));
  child.unref();
}
