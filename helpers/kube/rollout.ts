import type { V1DaemonSet, V1Deployment, V1LabelSelector, V1StatefulSet } from '@kubernetes/client-node';
import { conciseError } from './api-error.ts';
import type { Cluster } from './client.ts';
import { selectorOf } from './labels.ts';

/** A workload whose pods roll over. */
export interface WorkloadRef {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
}

/**
 * Asserts that a workload is wholly Ready at its newest generation and that no pod of an older one is left.
 * @throws {Error} with what is still missing; made for `eventually()`.
 */
export async function rolloutComplete(cluster: Cluster, ref: WorkloadRef): Promise<void> {
  const state = await readRollout(cluster, ref).catch((thrown: unknown) =>
    Promise.reject(conciseError(thrown)),
  );
  const gaps = missing(state);
  const pods = gaps.length === 0 ? await countPods(cluster, ref.namespace, state.selector) : state.wanted;
  if (pods > state.wanted) gaps.push(`${pods - state.wanted} pods too many`);
  if (gaps.length > 0) throw new Error(`${ref.kind} ${ref.namespace}/${ref.name}: ${gaps.join(', ')}`);
}

interface Rollout {
  readonly generation: number;
  readonly observed: number;
  readonly wanted: number;
  readonly updated: number;
  readonly ready: number;
  readonly total: number;
  readonly selector: V1LabelSelector;
}

function missing({ generation, observed, wanted, updated, ready, total }: Rollout): string[] {
  const gaps: string[] = [];
  if (observed < generation) gaps.push(`generation ${observed} seen, ${generation} asked for`);
  if (updated !== wanted) gaps.push(`${updated} of ${wanted} pods updated`);
  if (ready !== wanted) gaps.push(`${ready} of ${wanted} pods Ready`);
  if (total > wanted) gaps.push(`${total - wanted} old pods left`);
  return gaps;
}

async function readRollout({ apps }: Cluster, { kind, namespace, name }: WorkloadRef): Promise<Rollout> {
  if (kind === 'Deployment') return ofDeployment(await apps.readNamespacedDeployment({ namespace, name }));
  if (kind === 'StatefulSet') return ofStatefulSet(await apps.readNamespacedStatefulSet({ namespace, name }));
  return ofDaemonSet(await apps.readNamespacedDaemonSet({ namespace, name }));
}

function ofDeployment({ metadata, spec, status }: V1Deployment): Rollout {
  return {
    ...generations(metadata?.generation, status?.observedGeneration),
    wanted: spec?.replicas ?? 1,
    updated: status?.updatedReplicas ?? 0,
    ready: Math.min(status?.readyReplicas ?? 0, status?.availableReplicas ?? 0),
    total: status?.replicas ?? 0,
    selector: spec?.selector ?? {},
  };
}

function ofStatefulSet({ metadata, spec, status }: V1StatefulSet): Rollout {
  // With OnDelete the controller leaves old pods in place, and their revision tells.
  const updated =
    status?.currentRevision === status?.updateRevision ? status?.replicas : status?.updatedReplicas;
  return {
    ...generations(metadata?.generation, status?.observedGeneration),
    wanted: spec?.replicas ?? 1,
    updated: updated ?? 0,
    ready: status?.readyReplicas ?? 0,
    total: status?.replicas ?? 0,
    selector: spec?.selector ?? {},
  };
}

function ofDaemonSet({ metadata, spec, status }: V1DaemonSet): Rollout {
  return {
    ...generations(metadata?.generation, status?.observedGeneration),
    wanted: status?.desiredNumberScheduled ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    ready: Math.min(status?.numberReady ?? 0, status?.numberAvailable ?? 0),
    total: status?.currentNumberScheduled ?? 0,
    selector: spec?.selector ?? {},
  };
}

function generations(generation = 0, observed = 0): Pick<Rollout, 'generation' | 'observed'> {
  return { generation, observed };
}

/** Pods that are being deleted are in no status; they still answer requests. */
async function countPods({ core }: Cluster, namespace: string, selector: V1LabelSelector): Promise<number> {
  const labelSelector = selectorOf(selector.matchLabels ?? {});
  const { items } = await core.listNamespacedPod({ namespace, labelSelector });
  return items.filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed').length;
}
