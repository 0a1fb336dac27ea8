import type { V1Pod } from '@kubernetes/client-node';
import type { Cluster } from './client.ts';
import { selectorOf } from './labels.ts';
import type { NamespacedName } from './secret.ts';

/** A pod as checks want to read it; `manifest` is the whole of it. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly ip: string | undefined;
  readonly node: string | undefined;
  readonly phase: string;
  readonly ready: boolean;
  /** True from the request to delete it until it is gone. */
  readonly deleting: boolean;
  /** Of all its containers. */
  readonly restarts: number;
  readonly containers: readonly string[];
  readonly images: readonly string[];
  readonly manifest: V1Pod;
}

/** Reads one pod. */
export async function readPod({ core }: Cluster, { namespace, name }: NamespacedName): Promise<Pod> {
  return describePod(await core.readNamespacedPod({ namespace, name }));
}

/** Lists the pods of a namespace that carry all these labels, by name. */
export async function listPods(
  { core }: Cluster,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<readonly Pod[]> {
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: selectorOf(labels) });
  return items.map(describePod).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Only the pods that are Ready and not on their way out: those that Services send traffic to. */
export async function readyPods(
  cluster: Cluster,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<readonly Pod[]> {
  return (await listPods(cluster, namespace, labels)).filter(({ ready, deleting }) => ready && !deleting);
}

/** Reads off a pod's manifest what checks ask for. */
export function describePod(manifest: V1Pod): Pod {
  const { metadata, spec, status } = manifest;
  const statuses = status?.containerStatuses ?? [];
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    uid: metadata?.uid ?? '',
    ip: status?.podIP,
    node: spec?.nodeName,
    phase: status?.phase ?? 'Unknown',
    ready:
      status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false,
    deleting: metadata?.deletionTimestamp !== undefined,
    restarts: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
    containers: spec?.containers.map(({ name }) => name) ?? [],
    images: spec?.containers.map(({ image }) => image ?? '') ?? [],
    manifest,
  };
}
