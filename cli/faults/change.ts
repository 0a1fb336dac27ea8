import type { Change } from '../../helpers/fault/define.ts';
import { despiteConflicts } from '../../helpers/kube/conflicts.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import {
  createObject,
  deleteObject,
  nameOf,
  readObject,
  refOf,
  replaceObject,
  type KubeObject,
  type ObjectRef,
} from '../../helpers/kube/objects.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { mergePatch } from './merge-patch.ts';

/** The object that a change touches. */
export function touched(change: Change): ObjectRef {
  if ('patch' in change) return change.patch;
  if ('replace' in change) return refOf(change.replace);
  return 'create' in change ? refOf(change.create) : change.delete;
}

/**
 * Makes a change, and resolves to what the object is then; undefined where it is gone.
 * @throws {SetupError} when the object to change is not there: the fault would break nothing.
 */
export async function make(cluster: Cluster, change: Change): Promise<KubeObject | undefined> {
  if ('create' in change) return await createObject(cluster, change.create);
  if ('delete' in change) {
    if (!(await deleteObject(cluster, change.delete))) throw missing(change.delete);
    return undefined;
  }
  return await rewrite(cluster, touched(change), (present) =>
    'replace' in change ? change.replace : patched(present, change),
  );
}

const patched = (
  present: KubeObject,
  change: Extract<Change, { patch: ObjectRef }>,
): KubeObject | Promise<KubeObject> =>
  typeof change.with === 'function'
    ? change.with(structuredClone(present))
    : mergePatch(present, change.with);

/** Replaces an object by what `next` makes of it. @throws {SetupError} when it is gone, or nothing would change. */
export async function rewrite(
  cluster: Cluster,
  ref: ObjectRef,
  next: (present: KubeObject) => KubeObject | Promise<KubeObject>,
): Promise<KubeObject> {
  return await despiteConflicts(() => rewriteOnce(cluster, ref, next));
}

async function rewriteOnce(
  cluster: Cluster,
  ref: ObjectRef,
  next: (present: KubeObject) => KubeObject | Promise<KubeObject>,
): Promise<KubeObject> {
  const present = await readObject(cluster, ref);
  if (!present) throw missing(ref);
  const wanted = await next(present);
  const { resourceVersion } = present.metadata;
  const written = await replaceObject(cluster, {
    ...wanted,
    metadata: { ...wanted.metadata, resourceVersion },
  });
  if (written.metadata['resourceVersion'] === resourceVersion) {
    throw new SetupError(`The change to ${nameOf(ref)} changes nothing: it is like that already`);
  }
  return written;
}

const missing = (ref: ObjectRef): SetupError =>
  new SetupError(`Expected ${nameOf(ref)} to be there to be changed; it is not`);
