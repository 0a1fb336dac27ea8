import { readPublished } from '../../helpers/flux/published.ts';
import { untilReconciled } from '../../helpers/flux/reconcile.ts';
import { restoreMovedTag } from '../../helpers/flux/restore-published.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { sweep } from '../../helpers/kube/sweep.ts';
import { untilMeshSettled } from '../../helpers/mesh/settled.ts';
import type { Approach } from '../../helpers/model/approach.ts';
import type { Deployment } from '../../helpers/model/deployment.ts';
import { dropScratch } from '../../helpers/postgres/backup.ts';
import { scratchesBeside } from '../../helpers/postgres/backup-names.ts';
import { undoUnfinished } from '../faults/undo.ts';
import { liveRuns } from './run-lock.ts';

/**
 * Undoes a fault that a killed run left in, puts back what it published, and removes what it made.
 * @returns what was done, a sentence each; none where nothing was left.
 */
export async function clearEarlierRuns(
  cluster: Cluster,
  { approach, lab, run }: Pick<Deployment, 'approach' | 'lab' | 'run'>,
): Promise<string[]> {
  const live = liveRuns();
  const undone = lab ? await undoUnfinished(cluster, live) : undefined;
  // Another run may be publishing at this moment, for this cluster or another one.
  const alone = live.every((other) => other === run);
  const restored = lab && alone && approach.flux ? await restoreMovedTag(cluster) : undefined;
  if (undone) await untilSettled(cluster, approach);
  const removed = await sweep(cluster, live.length > 0 ? { keep: live.join(', ') } : {});
  await dropScratches(cluster, approach, removed);
  return [
    ...(undone ? [`Undid the fault ${undone}, which an earlier run had left in`] : []),
    ...(restored ? [`Put back what was published as ${restored}, which an earlier run had moved`] : []),
    ...(removed.length > 0 ? [`Removed what earlier runs had left: ${removed.join(', ')}`] : []),
  ];
}

/** Drops the databases that backups were restored into by runs of which such objects were left. */
async function dropScratches(
  cluster: Cluster,
  { tenants }: Approach,
  removed: readonly string[],
): Promise<void> {
  for (const { namespace, scratch } of scratchesBeside(removed)) {
    const tenant = tenants.find((each) => each.namespace === namespace);
    if (tenant) await dropScratch(cluster, tenant, scratch);
  }
}

/** Waits until nothing follows any more from a fault that was taken out: no proxy drains, and Flux has applied all. */
async function untilSettled(cluster: Cluster, { flux, tenants }: Approach): Promise<void> {
  await Promise.all(tenants.map((tenant) => untilMeshSettled(cluster, tenant)));
  const published = flux ? await readPublished(cluster) : undefined;
  if (published) await untilReconciled(cluster, published.digest);
}
