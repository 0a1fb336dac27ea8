import type { Cluster } from '../kube/client.ts';
import { readSecret, type NamespacedName } from '../kube/secret.ts';
import { hasStatus } from '../kube/status.ts';
import { z } from 'zod';
import type { MeshIdentity } from './identity.ts';

const Stored = z.object({ cert: z.string(), key: z.string(), ca: z.string(), uri: z.string() });

/**
 * The identity that the run has under this name, or a new one, kept in a Secret of the run's own namespace: all workers
 * share it, and it is still there when the mesh can give out no other.
 */
export async function sharedIdentity(
  cluster: Cluster,
  ref: NamespacedName,
  make: () => Promise<MeshIdentity>,
): Promise<MeshIdentity> {
  const stored = await read(cluster, ref);
  if (stored) return stored;
  const identity = await make();
  const { namespace, name } = ref;
  const body = { metadata: { name }, stringData: { ...identity } };
  await cluster.core.createNamespacedSecret({ namespace, body }).catch((thrown: unknown) => {
    if (!hasStatus(thrown, 409)) throw thrown; // Another worker was faster; either is good.
  });
  return identity;
}

async function read(cluster: Cluster, ref: NamespacedName): Promise<MeshIdentity | undefined> {
  const { items } = await cluster.core.listNamespacedSecret({
    namespace: ref.namespace,
    fieldSelector: `metadata.name=${ref.name}`,
  });
  return items.length === 0 ? undefined : Stored.parse(await readSecret(cluster, ref));
}
