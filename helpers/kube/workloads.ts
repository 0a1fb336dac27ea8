import type { V1ObjectMeta } from '@kubernetes/client-node';
import type { Tenant } from '../model/approach.ts';
import type { Cluster } from './client.ts';
import { runLabel } from './labels.ts';
import { describePod, type Pod } from './pods.ts';
import type { WorkloadRef } from './rollout.ts';

/** The namespaces that a tenant and its ingress are in. */
export function namespacesOf({ namespace, web, dicom }: Tenant): readonly string[] {
  return [...new Set([namespace, web.service.namespace, dicom.service.namespace])];
}

/** Every Deployment, StatefulSet and DaemonSet of a namespace. */
export async function listWorkloads({ apps }: Cluster, namespace: string): Promise<readonly WorkloadRef[]> {
  const [deployments, statefulSets, daemonSets] = await Promise.all([
    apps.listNamespacedDeployment({ namespace }),
    apps.listNamespacedStatefulSet({ namespace }),
    apps.listNamespacedDaemonSet({ namespace }),
  ]);
  const refs = (kind: WorkloadRef['kind'], items: readonly { metadata?: V1ObjectMeta }[]): WorkloadRef[] =>
    items.map(({ metadata }) => ({ kind, namespace, name: metadata?.name ?? '' }));
  return [
    ...refs('Deployment', deployments.items),
    ...refs('StatefulSet', statefulSets.items),
    ...refs('DaemonSet', daemonSets.items),
  ];
}

/** The pods of a tenant and its ingress, without a run's own and those that have come to their end, as a Job's. */
export const livePods = (cluster: Cluster, tenant: Tenant): Promise<readonly Pod[]> =>
  livePodsIn(cluster, namespacesOf(tenant));

/** The same of all pods of some namespaces. */
export async function livePodsIn(cluster: Cluster, namespaces: readonly string[]): Promise<readonly Pod[]> {
  const lists = await Promise.all(
    namespaces.map((namespace) =>
      cluster.core.listNamespacedPod({ namespace, labelSelector: `!${runLabel}` }),
    ),
  );
  return lists
    .flatMap(({ items }) => items.map(describePod))
    .filter(({ phase, deleting }) => !deleting && phase !== 'Succeeded' && phase !== 'Failed');
}
