import type { Cluster } from '../../../helpers/kube/client.ts';
import { rolloutComplete } from '../../../helpers/kube/rollout.ts';
import { listWorkloads } from '../../../helpers/kube/workloads.ts';
import { eventually } from '../../../helpers/model/eventually.ts';
import type { Approach } from '../../../helpers/model/approach.ts';
import type { Say } from '../steps/step.ts';

/** Throws unless every Deployment and StatefulSet of the approach's namespaces is Ready at its newest generation. */
export async function assertWorkloadsReady(cluster: Cluster, approach: Approach): Promise<void> {
  const namespaces = [
    ...new Set([...approach.tenants.map(({ namespace }) => namespace), ...approach.platform]),
  ];
  for (const namespace of namespaces) {
    const workloads = await listWorkloads(cluster, namespace);
    if (workloads.length === 0) throw new Error(`no Deployment or StatefulSet in namespace ${namespace}`);
    await Promise.all(workloads.map((workload) => rolloutComplete(cluster, workload)));
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
