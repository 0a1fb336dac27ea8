import { z } from 'zod';
import { deletableKinds, type DeletableKind } from './api-resources.ts';
import type { Cluster } from './client.ts';
import { KubeObject } from './objects.ts';
import { request } from './request.ts';
import { hasStatus } from './status.ts';

const Listed = z.object({ items: z.array(z.looseObject({ metadata: KubeObject.shape.metadata })) });

/** Everything in a namespace, of whatever kind, CRDs' included. */
export async function listObjects(cluster: Cluster, namespace: string): Promise<KubeObject[]> {
  const kinds = await deletableKinds(cluster);
  return (await Promise.all(kinds.map((kind) => list(cluster, kind, namespace)))).flat();
}

async function list(
  { config }: Cluster,
  { apiVersion, kind, path }: DeletableKind,
  namespace: string,
): Promise<KubeObject[]> {
  const query = { fieldSelector: `metadata.namespace=${namespace}` };
  try {
    const { items } = Listed.parse(await request(config, { method: 'GET', path, query }));
    return items.map((item) => ({ ...item, apiVersion, kind }));
  } catch (thrown) {
    // Kinds of the whole cluster have no namespace to ask for; some of other servers cannot be asked at all.
    if (hasStatus(thrown, 400, 404, 405, 503)) return [];
    throw thrown;
  }
}
