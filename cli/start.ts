import type { Command } from 'commander';
import type { UpOutcome } from '../install/lab/up/outcome.ts';
import { printOutcome, upWith } from './up.ts';
import { report } from './verify.ts';

const examples = `
Examples:
  $ npm start                     a cluster with the helm approach, verified
  $ npm start -- manual           another approach
`;

/** Adds `korthweb start`: \`up\`, then \`verify\`. */
export function register(program: Command): void {
  program
    .command('start')
    .description('Make a cluster with an approach on it, and verify it')
    .argument('[approach]', 'the approach', 'helm')
    .option('--yes', 'install missing Debian packages without asking (root)', Boolean(process.env['CI']))
    .addHelpText('after', examples)
    .action(async (approach: string, { yes }: { yes: boolean }) => void (await start(approach, yes)));
}

/** Brings an approach up where needed, and verifies it; the exit code is that of the verification. */
export async function start(approach: string, yes: boolean): Promise<UpOutcome> {
  const outcome = await upWith(approach, { images: 'auto', yes });
  printOutcome(outcome);
  await report(approach, {});
  return outcome;
}
