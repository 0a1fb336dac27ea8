import type { Cluster } from './client.ts';
import { patchObject } from './patch.ts';
import type { WorkloadRef } from './rollout.ts';

/** Sets how many pods a workload shall have; does not wait for them. */
export async function scale(
  cluster: Cluster,
  { kind, namespace, name }: WorkloadRef,
  replicas: number,
): Promise<void> {
  const workload = { apiVersion: 'apps/v1', kind, namespace, name };
  await patchObject(cluster, workload, { spec: { replicas } }, 'scale');
}
