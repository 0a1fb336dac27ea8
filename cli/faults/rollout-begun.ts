import { z } from 'zod';
import type { Cluster } from '../../helpers/kube/client.ts';
import { readObject } from '../../helpers/kube/objects.ts';
import type { WorkloadRef } from '../../helpers/kube/rollout.ts';

const Workload = z.object({
  metadata: z.object({ generation: z.number() }),
  status: z.object({
    observedGeneration: z.number().default(0),
    updatedReplicas: z.number().default(0),
    updatedNumberScheduled: z.number().default(0),
  }),
});

/** Asserts that a workload has made pods of its newest generation, Ready or not. @throws {Error} with what is missing. */
export async function rolloutBegun(cluster: Cluster, { kind, namespace, name }: WorkloadRef): Promise<void> {
  const { metadata, status } = Workload.parse(
    await readObject(cluster, { apiVersion: 'apps/v1', kind, namespace, name }),
  );
  const { observedGeneration, updatedReplicas, updatedNumberScheduled } = status;
  if (observedGeneration < metadata.generation)
    throw new Error(`generation ${observedGeneration} seen, ${metadata.generation} asked for`);
  if (updatedReplicas + updatedNumberScheduled === 0) throw new Error('no new pod yet');
}
