import type { Cluster } from './client.ts';
import { pathOf, type ObjectRef } from './objects.ts';
import { request } from './request.ts';

/** Merges fields into an object, as `kubectl patch --type merge` does; `subresource` for its status or scale. */
export async function patchObject(
  cluster: Cluster,
  ref: ObjectRef,
  body: object,
  subresource?: string,
): Promise<void> {
  const path = await pathOf(cluster, ref);
  await request(cluster.config, {
    method: 'PATCH',
    path: subresource === undefined ? path : `${path}/${subresource}`,
    contentType: 'application/merge-patch+json',
    body,
  });
}
