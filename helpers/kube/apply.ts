import type { Cluster } from './client.ts';
import { managedBy } from './labels.ts';
import { KubeObject, pathOf, refOf } from './objects.ts';
import { request } from './request.ts';

/**
 * Applies an object on the server's side as field manager `korthweb`, taking over fields that others hold.
 * @returns the object as it is now.
 */
export async function apply(cluster: Cluster, object: KubeObject): Promise<KubeObject> {
  const answer = await request(cluster.config, {
    method: 'PATCH',
    path: await pathOf(cluster, refOf(object)),
    query: { fieldManager: managedBy, force: 'true' },
    contentType: 'application/apply-patch+yaml', // JSON is YAML.
    body: object,
  });
  return KubeObject.parse(answer);
}
