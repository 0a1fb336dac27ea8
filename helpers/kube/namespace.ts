import { apply } from './apply.ts';
import type { Cluster } from './client.ts';

/** Makes a namespace, or sets the labels of one that is there; other labels stay. */
export async function applyNamespace(
  cluster: Cluster,
  name: string,
  labels: Record<string, string>,
): Promise<void> {
  await apply(cluster, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

/** Makes a ConfigMap, or sets the given keys of one that is there. */
export async function applyConfigMap(
  cluster: Cluster,
  ref: { readonly namespace: string; readonly name: string },
  data: Record<string, string>,
): Promise<void> {
  await apply(cluster, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...ref }, data });
}
