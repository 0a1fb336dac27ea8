import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { describeApiError } from './api-error.ts';
import type { Cluster } from './client.ts';
import { recentEvents } from './events.ts';
import type { NamespacedName } from './secret.ts';

/** Why a pod is as it is, in lines: conditions, containers, events. Never throws: it is made for error messages. */
export async function podEvidence(cluster: Cluster, { namespace, name }: NamespacedName): Promise<string> {
  try {
    const pod = await cluster.core.readNamespacedPod({ namespace, name });
    const events = await recentEvents(cluster, { namespace, name, limit: 8 });
    return [...podState(pod), ...events].map((line) => `  ${line}`).join('\n');
  } catch (thrown) {
    return `  no evidence: ${describeApiError(thrown)}`;
  }
}

/** A pod's conditions that do not hold, and the state of each of its containers. */
export function podState({ status }: V1Pod): readonly string[] {
  const conditions = (status?.conditions ?? []).filter((condition) => condition.status !== 'True');
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return [
    `phase ${status?.phase ?? 'unknown'}`,
    ...conditions.map(
      ({ type, reason = '', message = '' }) => `condition ${type} does not hold: ${reason} ${message}`,
    ),
    ...containers.map(
      ({ name, state, restartCount }) => `container ${name}: ${stateOf(state)}, ${restartCount} restarts`,
    ),
  ];
}

function stateOf({ running, terminated, waiting }: V1ContainerState = {}): string {
  if (running !== undefined) return 'running';
  if (terminated !== undefined) {
    return `terminated with exit code ${terminated.exitCode} (${terminated.reason ?? ''} ${terminated.message ?? ''})`;
  }
  return `waiting: ${waiting?.reason ?? 'no reason'} ${waiting?.message ?? ''}`;
}
