import type { Cluster } from './client.ts';
import { pathOf } from './objects.ts';
import { request } from './request.ts';
import type { WorkloadRef } from './rollout.ts';

/** Sets how many pods a workload shall have; does not wait for them. */
export async function scale(
  cluster: Cluster,
  { kind, namespace, name }: WorkloadRef,
  replicas: number,
): Promise<void> {
  const path = `${await pathOf(cluster, { apiVersion: 'apps/v1', kind, namespace, name })}/scale`;
  await request(cluster.config, {
    method: 'PATCH',
    path,
    contentType: 'application/merge-patch+json',
    body: { spec: { replicas } },
  });
}
