import { eventually } from '../model/eventually.ts';
import type { Cluster } from './client.ts';
import { deleteObject } from './objects.ts';
import { listPods } from './pods.ts';
import { rolloutComplete, type WorkloadRef } from './rollout.ts';

/**
 * Deletes all pods of a workload at once, as when their node goes, and waits until others are Ready in their place.
 * @param graceSeconds what each may take to end (default 1).
 */
export async function replacePods(
  cluster: Cluster,
  workload: WorkloadRef,
  labels: Readonly<Record<string, string>>,
  graceSeconds = 1,
): Promise<void> {
  const { namespace } = workload;
  const old = await listPods(cluster, namespace, labels);
  await Promise.all(
    old.map(({ name }) =>
      deleteObject(cluster, { apiVersion: 'v1', kind: 'Pod', namespace, name }, graceSeconds),
    ),
  );
  const uids = new Set(old.map(({ uid }) => uid));
  const what = `${workload.kind} ${namespace}/${workload.name} to have all its pods replaced`;
  await eventually(() => assertReplaced(cluster, workload, labels, uids), { what, timeout: 'rollout' });
}

async function assertReplaced(
  cluster: Cluster,
  workload: WorkloadRef,
  labels: Readonly<Record<string, string>>,
  old: ReadonlySet<string>,
): Promise<void> {
  await rolloutComplete(cluster, workload);
  const left = (await listPods(cluster, workload.namespace, labels)).filter(({ uid }) => old.has(uid));
  if (left.length > 0) throw new Error(`still there: ${left.map(({ name }) => name).join(', ')}`);
}
