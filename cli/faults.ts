import type { Command } from 'commander';
import { faultLine } from '../reports/fault-line.ts';
import { scoreLine } from '../reports/faults-markdown.ts';
import { faults, faultsExitCode } from './faults/faults.ts';
import { withDeployment } from './verify.ts';
import { collect } from './collect.ts';
import { orInterrupted } from './verify/interruption.ts';
import { settingsFrom } from './verify/settings.ts';

const examples = `
Examples:
  $ npx korthweb faults                                every fault, on the lab's helm cluster
  $ npx korthweb faults helm --only redirect           faults/ingress/redirect.ts, in all its variants
  $ npx korthweb faults helm --only 'redirect[gone]'   one of them
  $ npx korthweb faults helm --alongside second        shared by two clusters: the second by \`up --name second\`
  $ npx korthweb faults manual --sample                one fault for each area: minutes instead of an hour
  $ npx korthweb faults --json

Only clusters of the lab are broken. A run that was killed is undone by the next, or by npx korthweb sweep.
Exit code: 0 every fault was caught, 1 one was missed or went wrong, 2 the cluster was not healthy, 3 refused.
`;

/** Adds `korthweb faults`. */
export function register(program: Command): void {
  withDeployment(
    program.command('faults').description('Break a lab cluster on purpose, and score what the checks catch'),
  )
    .option(
      '--only <fault>',
      'only this fault, as in faults/, with or without the folder (repeatable)',
      collect,
    )
    .option('--sample', 'one fault for each area of checks')
    .option(
      '--alongside <name>',
      'another cluster of the approach that shares the work (repeatable)',
      collect,
    )
    .option('--json', 'print faults.json to standard output, progress to standard error')
    .addHelpText('after', examples)
    .action(run);
}

async function run(
  approach: string | undefined,
  flags: Readonly<Record<string, unknown>> & { only?: string[]; alongside?: string[]; sample?: boolean },
): Promise<void> {
  const stream = flags['json'] === true ? process.stderr : process.stdout;
  const say = (line: string): void => void stream.write(`${line}\n`);
  const settings = settingsFrom(flags, process.env);
  await orInterrupted(say, async (signal) => {
    const score = await faults({
      approach,
      settings,
      only: flags.only ?? [],
      sample: flags.sample ?? false,
      alongside: flags.alongside ?? [],
      output: 'none',
      signal,
      say,
      onResult: (result) => say(faultLine(result, stream)),
    });
    const { folder, ...result } = score;
    say(
      `\n${scoreLine(result)}; healthy before: ${result.healthyBefore ? 'yes' : 'no'}, after: ${result.healthyAfter ? 'yes' : 'no'}\nreport: ${folder}/faults.html`,
    );
    if (flags['json'] === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    process.exitCode = faultsExitCode(result);
  });
}
