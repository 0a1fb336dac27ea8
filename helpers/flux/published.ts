import { z } from 'zod';
import { applyConfigMap } from '../kube/namespace.ts';
import type { Cluster } from '../kube/client.ts';
import type { Repository } from '../oci/registry.ts';

const ref = { namespace: 'flux-system', name: 'korthweb-published' } as const;
const Published = z.object({ digest: z.string(), tag: z.string(), host: z.string(), repository: z.string() });

/** What was published for a cluster, and where. */
export interface Published {
  /** The manifest's digest: `sha256:…`. */
  readonly digest: string;
  readonly tag: string;
  /** As this machine reaches it. */
  readonly repository: Repository;
}

/** Writes into the cluster what is to be found in it. */
export async function recordPublished(
  cluster: Cluster,
  { digest, tag, repository: { host, name } }: Published,
): Promise<void> {
  await applyConfigMap(cluster, ref, { digest, tag, host, repository: name });
}

/** What was published for this cluster; undefined where nobody has said so. */
export async function readPublished({ core }: Cluster): Promise<Published | undefined> {
  const { items } = await core.listNamespacedConfigMap({
    namespace: ref.namespace,
    fieldSelector: `metadata.name=${ref.name}`,
  });
  if (items[0] === undefined) return undefined;
  const { digest, tag, host, repository: name } = Published.parse(items[0].data);
  return { digest, tag, repository: { host, name } };
}
