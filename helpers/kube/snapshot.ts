import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from './client.ts';
import { despiteConflicts } from './conflicts.ts';
import {
  createObject,
  deleteObject,
  KubeObject,
  readObject,
  replaceObject,
  type ObjectRef,
} from './objects.ts';

/** An object as it was, to be put back: plain JSON, so that it can be kept in the cluster. */
export interface Snapshot {
  readonly ref: ObjectRef;
  /** Null when there was no such object. */
  readonly object: KubeObject | null;
}

/** Takes a snapshot of an object, without what the API server alone writes. */
export async function snapshot(cluster: Cluster, ref: ObjectRef): Promise<Snapshot> {
  const object = await readObject(cluster, ref);
  return { ref, object: object === undefined ? null : withoutServerFields(object) };
}

export type Restored = 'unchanged' | 'created' | 'replaced' | 'deleted';

/** Makes an object what it was: creates, replaces or deletes it, and says which. */
export const restore = (cluster: Cluster, before: Snapshot): Promise<Restored> =>
  despiteConflicts(() => restoreOnce(cluster, before));

async function restoreOnce(cluster: Cluster, { ref, object }: Snapshot): Promise<Restored> {
  const present = await readObject(cluster, ref);
  if (object === null) return (await deleteObject(cluster, ref)) ? 'deleted' : 'unchanged';
  if (present === undefined) {
    await createObject(cluster, object);
    return 'created';
  }
  if (isDeepStrictEqual(withoutServerFields(present), object)) return 'unchanged';
  const { resourceVersion } = present.metadata;
  await replaceObject(cluster, { ...object, metadata: { ...object.metadata, resourceVersion } });
  return 'replaced';
}

const serverFields = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** An object without its status and the parts of its metadata that only the API server may set. */
export function withoutServerFields(object: KubeObject): KubeObject {
  const metadata = Object.fromEntries(
    Object.entries(object.metadata).filter(([key]) => !serverFields.has(key)),
  );
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'status'));
  return KubeObject.parse({ ...rest, metadata });
}
