import { z } from 'zod';
import type { Cluster } from './client.ts';
import { request } from './request.ts';

/** A kind that can be listed and deleted. */
export interface DeletableKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The path of its objects in all namespaces. */
  readonly path: string;
}

const Discovery = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z
            .array(
              z.object({
                resource: z.string(),
                responseKind: z.object({ kind: z.string() }).optional(),
                verbs: z.array(z.string()),
              }),
            )
            .default([]),
        }),
      ),
    }),
  ),
});
type Group = z.infer<typeof Discovery>['items'][number];

/** Aggregated discovery: everything in two answers (Kubernetes 1.26 and later). */
const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Every kind of the cluster, CRDs' included, whose objects can be listed and deleted, in its preferred version. */
export async function deletableKinds({ config }: Cluster): Promise<readonly DeletableKind[]> {
  const found = await Promise.all(
    ['/api', '/apis'].map(async (root) => {
      const { items } = Discovery.parse(await request(config, { method: 'GET', path: root, accept }));
      return items.flatMap((group) => kindsOf(root, group));
    }),
  );
  return found.flat();
}

function kindsOf(root: string, { metadata: { name }, versions }: Group): readonly DeletableKind[] {
  const [preferred] = versions;
  if (preferred === undefined) return [];
  const apiVersion = name === '' ? preferred.version : `${name}/${preferred.version}`;
  return preferred.resources
    .filter(({ verbs }) => verbs.includes('list') && verbs.includes('delete'))
    .map(({ resource, responseKind }) => ({
      apiVersion,
      kind: responseKind?.kind ?? resource,
      path: `${root}/${apiVersion}/${resource}`,
    }));
}
