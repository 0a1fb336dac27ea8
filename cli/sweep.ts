import type { Command } from 'commander';
import { sweep } from '../helpers/kube/sweep.ts';
import { undoUnfinished } from './faults/undo.ts';
import { withDeployment } from './verify.ts';
import { liveRuns } from './verify/run-lock.ts';
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
  const live = liveRuns();
  const undone = deployment.lab ? await undoUnfinished(cluster, live) : undefined;
  const removed = await sweep(cluster, live.length ? { keep: live.join(', ') } : {});
  const lines = [
    ...(undone ? [`undid fault ${undone}`] : []),
    ...removed.map((object) => `removed ${object}`),
  ];
  process.stdout.write(`${lines.join('\n') || `Nothing was left in ${deployment.context}`}\n`);
}
