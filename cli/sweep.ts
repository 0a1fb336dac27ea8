import type { Command } from 'commander';
import { withDeployment } from './verify.ts';
import { clearEarlierRuns } from './verify/clear-earlier-runs.ts';
import { holdCluster } from './verify/cluster-lock.ts';
import { resolve } from './verify/resolve.ts';
import { settingsFrom } from './verify/settings.ts';

const examples = `
Examples:
  $ npx korthweb sweep                        the lab's helm cluster
  $ npx korthweb sweep --context hospital     what runs left in another cluster
`;

/** Adds `korthweb sweep`. */
export function register(program: Command): void {
  withDeployment(
    program.command('sweep').description('Remove what stopped runs left in a cluster, and undo their faults'),
  )
    .addHelpText('after', examples)
    .action(run);
}

async function run(approach: string | undefined, flags: Readonly<Record<string, unknown>>): Promise<void> {
  const { cluster, deployment } = await resolve(approach, settingsFrom(flags, process.env));
  await using _ = await holdCluster(cluster, deployment.run);
  const lines = await clearEarlierRuns(cluster, deployment);
  process.stdout.write(`${lines.join('\n') || `Nothing was left in ${deployment.context}`}\n`);
}
