import { Option, type Command } from 'commander';
import { collect } from './collect.ts';
import { orInterrupted } from './verify/interruption.ts';
import { pageOf } from './verify/finish.ts';
import { settingsFrom } from './verify/settings.ts';
import { verify } from './verify/verify.ts';
import { terminalSummary } from '../reports/terminal-summary.ts';

const examples = `
Examples:
  $ npx korthweb verify                                  the lab's helm cluster, everything
  $ npx korthweb verify helm --tag smoke                 a first answer within seconds
  $ npx korthweb verify --area ingress --area dimse      two areas
  $ npx korthweb verify --context hospital --profile hospital.yaml --json

Every option but --json has an environment variable, KORTHWEB_ and its name: KORTHWEB_KNOWN_ISSUES=known.yaml.
Exit code: 0 all passed or unsupported, 1 something failed, 2 something was inconclusive or could not be
set up, 3 refused before anything was touched.
`;

/** Adds the options that say which deployment is meant. */
export const withDeployment = (command: Command): Command =>
  command
    .argument(
      '[approach]',
      'the approach deployed (default: what the lab recorded in the cluster, else helm)',
    )
    .option('--name <name>', 'name of the lab cluster (default: the approach)')
    .option('--context <context>', "context of the kubeconfig (default: the lab's, kind-korthweb-<name>)")
    .option('--kubeconfig <file>', 'kubeconfig (default: as kubectl finds it)')
    .option('--profile <file>', 'YAML that says where this deployment differs from the approach')
    .option('--probe-image <image>', 'image with socat for probe pods');

/** Adds `korthweb verify`. */
export function register(program: Command): void {
  withDeployment(program.command('verify').description('Verify a deployment, from ingress to pixel'))
    .option('--area <area>', 'only this folder of suites/ (repeatable)', collect)
    .option('--tag <tag>', 'only checks with this tag (repeatable: all of them)', collect)
    .option('--grep <pattern>', 'only checks whose id, title and tags match this regular expression')
    .addOption(
      new Option('--disruptive', 'also checks that disturb the cluster (default: on a cluster of the lab)'),
    )
    .addOption(new Option('--no-disruptive', 'no checks that disturb the cluster'))
    .option('--workers <count>', 'checks at a time (default: 4)')
    .option('--known-issues <file>', 'YAML list of failures that are known: check, reason, expires')
    .option('--json', 'print conformance.json to standard output, progress to standard error')
    .addHelpText('after', examples)
    .action(report);
}

/** Verifies as the command line does: prints progress and the summary, and sets the exit code. */
export async function report(
  approach: string | undefined,
  flags: Readonly<Record<string, unknown>>,
): Promise<void> {
  const json = flags['json'] === true;
  const settings = settingsFrom(flags, process.env);
  const output = json ? 'stderr' : 'stdout';
  const say = (line: string): void => void process[output].write(`${line}\n`);
  await orInterrupted(say, async (signal) => {
    const { conformance, exitCode, folder } = await verify({ approach, settings, output, signal, say });
    say(terminalSummary(conformance, pageOf(folder), process[output]));
    if (json) process.stdout.write(`${JSON.stringify(conformance, null, 2)}\n`);
    process.exitCode = exitCode;
  });
}
