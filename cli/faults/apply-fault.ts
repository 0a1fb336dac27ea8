import type { Change, FaultContext } from '../../helpers/fault/define.ts';
import { nameOf, refOf, type KubeObject, type ObjectRef } from '../../helpers/kube/objects.ts';
import { rolloutComplete, type WorkloadRef } from '../../helpers/kube/rollout.ts';
import { snapshot } from '../../helpers/kube/snapshot.ts';
import { untilDrained } from '../../helpers/mesh/settled.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { make, rewrite, touched } from './change.ts';
import type { NamedFault } from './load-faults.ts';
import { mergePatch } from './merge-patch.ts';
import { pause, pauseReconciliation } from './pause-reconciliation.ts';
import { rolloutBegun } from './rollout-begun.ts';
import { writeUndo } from './undo.ts';

/**
 * Puts a fault into the cluster for a run, its undo first, and waits until it has taken effect. Resolves to the objects
 * that it wrote, as they were written.
 */
export async function applyFault(
  { name, fault }: NamedFault,
  context: FaultContext,
  run: string,
): Promise<readonly KubeObject[]> {
  const { cluster } = context;
  const paused = fault.reconciled ? [] : await pauseReconciliation(context);
  const broken = await fault.change(context);
  const changes = [...paused, ...broken];
  const restarted = fault.restart?.(context) ?? [];
  // However many changes touch an object, the first snapshot is the one to restore.
  const refs = lastOfEach([...changes.map(touched), ...restarted.map(asObject)], (ref) => ref);
  const workloads = refs.flatMap(asWorkload);
  const snapshots = [];
  for (const ref of refs) snapshots.push(await snapshot(cluster, ref));
  await writeUndo(cluster, { fault: name, run, snapshots, workloads });
  await pause(cluster, paused);
  const written = [];
  for (const change of broken) written.push(await make(cluster, change));
  for (const workload of restarted) written.push(await rewrite(cluster, asObject(workload), restartedNow));
  await settled(changes, workloads, fault.rollout ?? 'complete', context);
  await untilDrained(cluster, context.tenant);
  await fault.effective?.(context);
  return lastOfEach(
    written.filter((object) => object !== undefined),
    refOf,
  );
}

/** Waits for the pods of every workload that was changed, unless the fault took the workload itself away. */
async function settled(
  changes: readonly Change[],
  workloads: readonly WorkloadRef[],
  rollout: 'complete' | 'stuck',
  { cluster }: FaultContext,
): Promise<void> {
  const deleted = changes.flatMap((change) => ('delete' in change ? [change.delete] : []));
  const there = workloads.filter((workload) => !deleted.some((ref) => isSame(ref, asObject(workload))));
  const assert = rollout === 'complete' ? rolloutComplete : rolloutBegun;
  for (const workload of there) {
    const what = `${workload.kind} ${workload.namespace}/${workload.name} to roll out the fault`;
    await eventually(() => assert(cluster, workload), { what, timeout: 'rollout' });
  }
}

/** A new annotation on the pod template makes new pods; the undo takes it away, which makes new ones again. */
function restartedNow(present: KubeObject): KubeObject {
  const annotations = { 'korthweb.io/restarted-at': new Date().toISOString() };
  return mergePatch(present, { spec: { template: { metadata: { annotations } } } });
}

const isSame = (a: ObjectRef, b: ObjectRef): boolean => nameOf(a) === nameOf(b);

/** Each object once, by what was last said of it. */
const lastOfEach = <Item>(items: readonly Item[], of: (item: Item) => ObjectRef): Item[] => [
  ...new Map(items.map((item) => [nameOf(of(item)), item])).values(),
];

const asObject = ({ kind, namespace, name }: WorkloadRef): ObjectRef => ({
  apiVersion: 'apps/v1',
  kind,
  namespace,
  name,
});

function asWorkload({ kind, namespace, name }: ObjectRef): WorkloadRef[] {
  if (namespace === undefined) return [];
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet'
    ? [{ kind, namespace, name }]
    : [];
}
