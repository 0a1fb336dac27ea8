import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import type { Cluster } from './client.ts';
import { deleteObject } from './objects.ts';
import { listPods, type Pod } from './pods.ts';
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
  await replaceThese(cluster, workload, await listPods(cluster, workload.namespace, labels), graceSeconds);
}

/** Deletes one pod of a workload, which may end as it likes to, and waits until another is Ready in its place. */
export async function replaceOnePod(
  cluster: Cluster,
  workload: WorkloadRef,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  await replaceThese(cluster, workload, (await listPods(cluster, workload.namespace, labels)).slice(0, 1));
}

/** Has pods end, within `graceSeconds` where that is given; does not wait for them. */
export async function deletePods(
  cluster: Cluster,
  pods: readonly Pod[],
  graceSeconds?: number,
): Promise<void> {
  await Promise.all(
    pods.map(({ namespace, name }) =>
      deleteObject(cluster, { apiVersion: 'v1', kind: 'Pod', namespace, name }, graceSeconds),
    ),
  );
}

async function replaceThese(
  cluster: Cluster,
  workload: WorkloadRef,
  pods: readonly Pod[],
  graceSeconds?: number,
): Promise<void> {
  const name = `${workload.kind} ${workload.namespace}/${workload.name}`;
  if (pods.length === 0) throw new SetupError(`Expected ${name} to have pods to replace, it has none`);
  await deletePods(cluster, pods, graceSeconds);
  const what = `${name} to have ${pods.length} pods replaced`;
  await eventually(() => assertReplaced(cluster, workload, pods), { what, timeout: 'rollout' });
}

async function assertReplaced(cluster: Cluster, workload: WorkloadRef, old: readonly Pod[]): Promise<void> {
  await rolloutComplete(cluster, workload);
  const uids = new Set(old.map(({ uid }) => uid));
  const left = (await listPods(cluster, workload.namespace)).filter(({ uid }) => uids.has(uid));
  if (left.length > 0) throw new Error(`still there: ${left.map(({ name }) => name).join(', ')}`);
}
