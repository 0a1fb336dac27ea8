import type { Cluster } from '../../../helpers/kube/client.ts';
import { rolloutComplete } from '../../../helpers/kube/rollout.ts';
import { eventually } from '../../../helpers/model/eventually.ts';
import type { Approach } from '../../../helpers/model/approach.ts';
import type { Say } from '../steps/step.ts';

/** Throws unless every Deployment and StatefulSet of the approach's namespaces is Ready at its newest generation. */
export async function assertWorkloadsReady(cluster: Cluster, approach: Approach): Promise<void> {
  const namespaces = [...new Set(approach.tenants.map(({ namespace }) => namespace))];
  for (const namespace of namespaces) {
    const [deployments, statefulSets] = await Promise.all([
      cluster.apps.listNamespacedDeployment({ namespace }),
      cluster.apps.listNamespacedStatefulSet({ namespace }),
    ]);
    const refs = [
      ...deployments.items.map(({ metadata }) => ({
        kind: 'Deployment' as const,
        namespace,
        name: metadata?.name ?? '',
      })),
      ...statefulSets.items.map(({ metadata }) => ({
        kind: 'StatefulSet' as const,
        namespace,
        name: metadata?.name ?? '',
      })),
    ];
    if (refs.length === 0) throw new Error(`no Deployment or StatefulSet in namespace ${namespace}`);
    await Promise.all(refs.map((ref) => rolloutComplete(cluster, ref)));
  }
}

/** Waits until all the approach's workloads are Ready. */
export async function untilWorkloadsReady(cluster: Cluster, approach: Approach, say: Say): Promise<void> {
  await eventually(
    async () => {
      try {
        await assertWorkloadsReady(cluster, approach);
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
    { what: `the workloads of ${approach.name} to be Ready`, timeout: 'rollout', every: 500 },
  );
}
