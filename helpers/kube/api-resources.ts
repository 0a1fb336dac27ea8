import { z } from 'zod';
import type { Cluster } from './client.ts';
import { resourcesOf } from './objects.ts';
import { request } from './request.ts';

/** A kind that can be listed and deleted. */
export interface DeletableKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The path of its objects in all namespaces. */
  readonly path: string;
}

const Groups = z.object({
  groups: z.array(z.object({ preferredVersion: z.object({ groupVersion: z.string() }) })),
});

/** Every kind of the cluster, CRDs' included, whose objects can be listed and deleted. */
export async function deletableKinds({ config }: Cluster): Promise<readonly DeletableKind[]> {
  const { groups } = Groups.parse(await request(config, { method: 'GET', path: '/apis' }));
  const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
  const found = await Promise.all(
    versions.map(async (apiVersion) => {
      const root = `${apiVersion === 'v1' ? '/api' : '/apis'}/${apiVersion}`;
      const resources = await resourcesOf(config, apiVersion).catch(() => []); // An extension server may be down.
      return resources
        .filter(
          ({ name, verbs }) => !name.includes('/') && verbs.includes('list') && verbs.includes('delete'),
        )
        .map(({ name, kind }) => ({ apiVersion, kind, path: `${root}/${name}` }));
    }),
  );
  return found.flat();
}
