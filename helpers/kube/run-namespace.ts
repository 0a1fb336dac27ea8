import { eventually } from '../model/eventually.ts';
import type { Cluster } from './client.ts';
import { runLabels } from './labels.ts';
import { applyNamespace } from './namespace.ts';
import { deleteObject, readObject } from './objects.ts';

/** What a namespace of a run is for. */
const purposes = [
  /** Probes of no mesh. */
  'probes',
  /** Probes with a sidecar. */
  'mesh',
  /** Probes on a node's own network. */
  'node',
  /** Probes of a tenant that there is not. */
  'neighbour',
] as const;
export type RunPurpose = (typeof purposes)[number];

/** The Pod Security standard that each enforces: to set up a sidecar's network, or to use a node's, takes capabilities. */
const standards: Readonly<Record<RunPurpose, string>> = {
  probes: 'restricted',
  mesh: 'privileged',
  node: 'privileged',
  neighbour: 'restricted',
};

const labels: Partial<Record<RunPurpose, Readonly<Record<string, string>>>> = {
  mesh: { 'istio-injection': 'enabled' },
  neighbour: { 'korthweb.io/tenant': 'korthweb-neighbour' },
};

/** The namespace of a run's own pods, by what they are for. */
export function runNamespace(run: string, purpose: RunPurpose = 'probes'): string {
  return `korthweb-run-${run}${purpose === 'probes' ? '' : `-${purpose}`}`;
}

/** Creates a namespace of the run; workers may do so at once. */
export async function createRunNamespace(
  cluster: Cluster,
  run: string,
  purpose: RunPurpose = 'probes',
): Promise<string> {
  const name = runNamespace(run, purpose);
  await applyNamespace(cluster, name, {
    ...runLabels(run),
    'pod-security.kubernetes.io/enforce': standards[purpose],
    ...labels[purpose],
  });
  return name;
}

export interface DeleteOptions {
  /** Wait until the namespace itself is gone: Kubernetes leaves it for 5 s, even when it is empty (default false). */
  readonly wait?: boolean;
}

/** Deletes the run's namespaces; on return nothing runs in them any more, and they are gone or about to be. */
export async function deleteRunNamespace(
  cluster: Cluster,
  run: string,
  options: DeleteOptions = {},
): Promise<void> {
  await Promise.all(purposes.map((purpose) => deleteNamespace(cluster, runNamespace(run, purpose), options)));
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
