import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { execa } from 'execa';
import { approachNames } from '../fixtures/load-approach.ts';
import { down } from '../install/lab/down.ts';
import { print } from './print.ts';
import { start } from './start.ts';
import { projectRoot } from './verify/playwright.ts';

const examples = `
Examples:
  $ npm test                      unit tests, then every approach: made where needed, verified, and gone before the next
  $ APPROACH=helm npm test        unit tests, then just this one
`;

/** Adds `korthweb test`: the project's own tests. */
export function register(program: Command): void {
  program
    .command('test')
    .description("Run the project's own tests: unit tests, then every approach on a cluster")
    .option('--yes', 'install missing Debian packages without asking (root)', Boolean(process.env['CI']))
    .addHelpText('after', examples)
    .action(({ yes }: { yes: boolean }) => run(yes));
}

/**
 * All of it runs, whatever fails on the way; the exit code is the worst. Clusters that it makes go before the next one
 * comes, all but the last: side by side they slow each other down.
 */
async function run(yes: boolean): Promise<void> {
  let worst = await unitTests();
  const approaches = chosen();
  for (const approach of approaches) {
    process.exitCode = 0;
    const { did } = await start(approach, yes);
    if (did === 'created' && approach !== approaches.at(-1)) await down(approach, print);
    worst = graver(worst, process.exitCode);
  }
  process.exitCode = worst;
}

const chosen = (): string[] => (process.env['APPROACH'] ? [process.env['APPROACH']] : approachNames());

/** A failure outweighs what could not be told. */
const graver = (one: number, other: number): number => (one === 1 || other === 1 ? 1 : Math.max(one, other));

async function unitTests(): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const { exitCode } = await execa(process.execPath, [vitest, 'run'], {
    cwd: projectRoot,
    stdio: 'inherit',
    reject: false,
  });
  return exitCode === 0 ? 0 : 1;
}
