import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadApproach, loadApproachFor } from '../fixtures/load-approach.ts';
import { connect } from '../helpers/kube/client.ts';
import { labCluster, type LabCluster } from '../install/lab/kind.ts';
import type { UpOptions, UpOutcome } from '../install/lab/up/outcome.ts';
import { up } from '../install/lab/up/up.ts';
import { stockKubernetes } from '../install/lab/versions.ts';
import { undoUnfinished } from './faults/undo.ts';
import { tenantCount } from './tenant-count.ts';
import { liveRuns } from './verify/run-lock.ts';

const examples = `
Examples:
  korthweb up                           the helm approach, images from wherever they can be had
  korthweb up helm --name second        another cluster of it beside the first
  korthweb up manual                    another approach; the commands that it stands for are printed
  korthweb up gitops --tenants 4        more tenants than the approach's own two
  korthweb up --images source --yes     everything built here; missing Debian packages are installed (as root)
  korthweb up --mirror registry.example.org/proxy
  korthweb up --kubernetes 1.36.4       a stock node of another version, from a registry
  korthweb up --bundle orthweb.tar.zst  from an archive of \`korthweb bundle\`, and nothing else`;

interface UpFlags {
  readonly name?: string;
  readonly images: UpOptions['images'];
  readonly mirror?: string;
  readonly bundle?: string;
  readonly kubernetes?: string;
  readonly tenants?: number;
  readonly yes: boolean;
  readonly json?: boolean;
}

/** `korthweb up`. */
export function register(program: Command): void {
  program
    .command('up')
    .summary('make a cluster with an approach on it, repair it, or find it healthy')
    .argument('[approach]', 'the approach to deploy', 'helm')
    .option('--name <name>', 'name of the cluster: kind-korthweb-NAME (default: the approach)', lowerCaseName)
    .addOption(
      new Option('--images <source>', 'where images come from')
        .choices(['auto', 'registry', 'source'])
        .default('auto')
        .env('KORTHWEB_IMAGES'),
    )
    .addOption(
      new Option(
        '--mirror <host>',
        'a registry that holds all images under their own names: HOST[/PATH]',
      ).env('KORTHWEB_MIRROR'),
    )
    .addOption(
      new Option('--bundle <file>', 'an archive made by `korthweb bundle`').conflicts([
        'mirror',
        'kubernetes',
      ]),
    )
    .addOption(
      new Option(
        '--kubernetes <version>',
        `a stock kind node's version: ${stockKubernetes.join(', ')} or another`,
      )
        .argParser(kubernetesVersion)
        .env('KORTHWEB_KUBERNETES'),
    )
    .addOption(
      new Option('--tenants <n>', 'how many tenants, where an approach has several').argParser(tenantCount),
    )
    .option('--yes', 'install missing Debian packages without asking (root)', Boolean(process.env['CI']))
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', examples)
    .action(async (approach: string, flags: UpFlags) => {
      const outcome = await upWith(approach, flags);
      if (flags.json) process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
      else printOutcome(outcome);
    });
}

/** Brings an approach up, as the command line does; prints progress. */
export async function upWith(
  approach: string,
  flags: Omit<UpFlags, 'json'> & { json?: boolean },
): Promise<UpOutcome> {
  const print = (line: string): void =>
    void (flags.json ? process.stderr : process.stdout).write(`${line}\n`);
  const { name = approach, tenants } = flags;
  const loaded = await (tenants === undefined ? loadApproach(approach) : loadApproachFor(approach, tenants));
  await undoLeftIn(labCluster(name), print);
  return await up(loaded, { ...flags, approach, name }, print);
}

/** A fault that a killed run left in is no damage of the deployment's own: it is undone before anything is repaired. */
async function undoLeftIn({ context, folder }: LabCluster, print: (line: string) => void): Promise<void> {
  // One that is not there, or does not answer, is for `up` to tell of and to make anew.
  const cluster = await connect({ context, kubeconfig: join(folder, 'kubeconfig') }).catch(() => undefined);
  if (!cluster) return;
  const undone = await undoUnfinished(cluster, liveRuns());
  if (undone) print(`Undid the fault ${undone}, which a run had left in.`);
}

/** Says what `up` did and how long each step took. */
export function printOutcome({ did, context, durations, totalMs, commands }: UpOutcome): void {
  const slow = Object.entries(durations).filter(([, ms]) => ms >= 1000);
  for (const [title, ms] of slow) process.stdout.write(`${seconds(ms).padStart(9)}  ${title}\n`);
  if (commands.length > 0) process.stdout.write(`By hand, this is:\n  ${commands.join('\n  ')}\n`);
  const what = { unchanged: 'is healthy; nothing changed', repaired: 'is healthy again', created: 'is up' }[
    did
  ];
  process.stdout.write(`${context} ${what} (${seconds(totalMs)}).\n`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function kubernetesVersion(value: string): string {
  if (/^1\.\d+\.\d+$/.test(value)) return value;
  throw new InvalidArgumentError(`Expected a version of Kubernetes, such as ${stockKubernetes[1]}.`);
}

function lowerCaseName(value: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,30}$/.test(value)) return value;
  throw new InvalidArgumentError('Expected lower-case letters, digits and hyphens, at most 31.');
}
