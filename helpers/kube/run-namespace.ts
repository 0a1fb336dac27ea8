import { eventually } from '../model/eventually.ts';
import type { Cluster } from './client.ts';
import { runLabels } from './labels.ts';
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

/** Deletes the run's namespace with all that is in it, and waits until it is gone; none is fine. */
export async function deleteRunNamespace(cluster: Cluster, run: string): Promise<void> {
  await deleteNamespace(cluster, runNamespace(run));
}

/** Deletes a namespace and waits until it is gone; none is fine. */
export async function deleteNamespace(cluster: Cluster, name: string): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  if (!(await deleteObject(cluster, ref))) return;
  // Probes have nothing to save: without their grace period the namespace goes in one second instead of several.
  await cluster.core.deleteCollectionNamespacedPod({ namespace: name, gracePeriodSeconds: 0 });
  await eventually(
    async () => {
      const left = await readObject(cluster, ref);
      if (left !== undefined) throw new Error(`still there: ${JSON.stringify(left['status'])}`);
    },
    { what: `namespace ${name} to be gone`, timeout: 'namespaceGone' },
  );
}
