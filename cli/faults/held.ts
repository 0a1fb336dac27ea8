import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../../helpers/kube/client.ts';
import { nameOf, readObject, refOf, type KubeObject } from '../../helpers/kube/objects.ts';

/** Which of the objects that a fault wrote are no longer as it wrote them: something else has put them right. */
export async function notHeld(cluster: Cluster, written: readonly KubeObject[]): Promise<string[]> {
  const present = await Promise.all(written.map((object) => readObject(cluster, refOf(object))));
  return written
    .filter((object, index) => !isDeepStrictEqual(bodyOf(object), bodyOf(present[index])))
    .map((object) => nameOf(refOf(object)));
}

/** What somebody wants of an object; what the cluster says of it is not part of that. */
function bodyOf(object: KubeObject | undefined): unknown {
  if (!object) return undefined;
  const { metadata: _metadata, status: _status, ...body } = object;
  return body;
}
