import { explain } from '../model/errors.ts';
import type { Cluster } from './client.ts';
import { podState } from './pod-evidence.ts';
import { rolloutComplete, type WorkloadRef } from './rollout.ts';
import { livePodsIn } from './workloads.ts';

/** What is not Ready at its newest generation of some workloads, and of the pods of their namespaces, each with why. */
export async function notReady(
  cluster: Cluster,
  workloads: readonly WorkloadRef[],
  namespaces: readonly string[],
): Promise<readonly string[]> {
  const gap = (workload: WorkloadRef): Promise<string[]> =>
    rolloutComplete(cluster, workload).then(
      () => [],
      (thrown: unknown) => [explain(thrown)],
    );
  const gaps = (await Promise.all(workloads.map(gap))).flat();
  const pods = (await livePodsIn(cluster, namespaces)).filter(({ ready }) => !ready);
  return [...gaps, ...pods.map(({ name, manifest }) => `${name}: ${podState(manifest).join('; ')}`)];
}
