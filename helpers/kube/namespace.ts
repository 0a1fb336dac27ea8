import { PatchStrategy } from '@kubernetes/client-node';
import type { Cluster } from './client.ts';

const fieldManager = 'korthweb';

/** Makes a namespace, or sets the labels of one that is there; other labels stay. */
export async function applyNamespace(cluster: Cluster, name: string, labels: Record<string, string>): Promise<void> {
  await applyObject(cluster, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

/** Makes a ConfigMap, or replaces the given keys of one that is there. */
export async function applyConfigMap(
  cluster: Cluster,
  ref: { namespace: string; name: string },
  data: Record<string, string>,
): Promise<void> {
  await applyObject(cluster, { apiVersion: 'v1', kind: 'ConfigMap', metadata: ref, data });
}

async function applyObject(cluster: Cluster, object: { apiVersion: string; kind: string; metadata: { name: string } }): Promise<void> {
  await cluster.objects.patch(object, undefined, undefined, fieldManager, true, PatchStrategy.ServerSideApply);
}
