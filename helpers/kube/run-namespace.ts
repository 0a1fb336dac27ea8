import { eventually } from '../model/eventually.ts';
import type { Cluster } from './client.ts';
import { runLabels, selectorOf } from './labels.ts';
import { applyNamespace } from './namespace.ts';
import { deleteObject, readObject } from './objects.ts';

/** The namespace of a run's own probes. */
export function runNamespace(run: string): string {
  return `korthweb-run-${run}`;
}

/** Creates the run's namespace, where only pods of the standard `restricted` may be; workers may do so at once. */
export async function createRunNamespace(cluster: Cluster, run: string): Promise<string> {
  const name = runNamespace(run);
  await applyNamespace(cluster, name, {
    ...runLabels(run),
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
  return name;
}

export interface DeleteOptions {
  /** Wait until the namespace itself is gone: Kubernetes leaves it for 5 s, even when it is empty (default false). */
  readonly wait?: boolean;
}

/** Deletes the run's namespace; on return nothing runs in it any more, and it is gone or about to be. None is fine. */
export async function deleteRunNamespace(
  cluster: Cluster,
  run: string,
  options: DeleteOptions = {},
): Promise<void> {
  await deleteNamespace(cluster, runNamespace(run), options);
}

/** Deletes a run's pods from a namespace that is not its own: those that are somebody in a tenant's mesh. */
export async function deleteRunPods({ core }: Cluster, run: string, namespace: string): Promise<void> {
  const labelSelector = selectorOf(runLabels(run));
  await core.deleteCollectionNamespacedPod({ namespace, labelSelector, gracePeriodSeconds: 0 });
}

/** Deletes a namespace of ours with all that is in it; none is fine. */
export async function deleteNamespace(
  cluster: Cluster,
  name: string,
  { wait = false }: DeleteOptions = {},
): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  if (!(await deleteObject(cluster, ref))) return;
  // Probes have nothing to save: no grace period.
  await cluster.core.deleteCollectionNamespacedPod({ namespace: name, gracePeriodSeconds: 0 });
  await eventually(
    async () => {
      const { items } = await cluster.core.listNamespacedPod({ namespace: name });
      if (items.length > 0) throw new Error(`${items.length} pods are still there`);
      const left = wait ? await readObject(cluster, ref) : undefined;
      if (left !== undefined) throw new Error(`still there: ${JSON.stringify(left['status'])}`);
    },
    { what: `namespace ${name} to be ${wait ? 'gone' : 'empty'}`, timeout: 'namespaceGone', every: 100 },
  );
}
