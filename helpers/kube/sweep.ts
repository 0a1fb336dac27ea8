import { z } from 'zod';
import { eventually } from '../model/eventually.ts';
import { deletableKinds, type DeletableKind } from './api-resources.ts';
import type { Cluster } from './client.ts';
import { runLabel } from './labels.ts';
import { deleteObject, nameOf, type ObjectRef } from './objects.ts';
import { request } from './request.ts';
import { deleteNamespace } from './run-namespace.ts';
import { hasStatus } from './status.ts';

/** Milliseconds in which an empty namespace or a probe goes by itself. */
const usualTime = 30_000;

export interface SweepOptions {
  /** The run whose objects stay: the present one. */
  readonly keep?: string;
  /** Only what is older than so many milliseconds (default 0), to spare other runs that are under way. */
  readonly olderThan?: number;
}

/**
 * Deletes whatever earlier runs have labelled and left, of any kind, and makes sure that nothing of it is left.
 * @returns the names of what was deleted: `Namespace korthweb-run-1`.
 * @throws {TimeoutError} naming what does not go.
 */
export async function sweep(cluster: Cluster, options: SweepOptions = {}): Promise<readonly string[]> {
  const found = (await leftovers(cluster, options)).filter(({ leaving }) => !leaving);
  if (found.length === 0) return [];
  await Promise.all(found.map((ref) => remove(cluster, ref)));
  await eventually(
    async () => {
      const left = await leftovers(cluster, options);
      if (left.length > 0) throw new Error(`still there: ${left.map(nameOf).join(', ')}`);
    },
    { what: 'all that earlier runs left to be gone', timeout: 'namespaceGone', every: 1000 },
  );
  return found.map(nameOf);
}

async function remove(cluster: Cluster, ref: ObjectRef): Promise<void> {
  if (ref.kind === 'Namespace') await deleteNamespace(cluster, ref.name, { wait: true });
  else await deleteObject(cluster, ref, ref.kind === 'Pod' ? 0 : undefined);
}

export interface Leftover extends ObjectRef {
  /** It was told to go, and has had no more than the usual time for it. */
  readonly leaving: boolean;
}

/** Everything in the cluster that earlier runs have labelled; what an owner made goes with its owner. */
export async function leftovers(cluster: Cluster, options: SweepOptions = {}): Promise<readonly Leftover[]> {
  const kinds = await deletableKinds(cluster);
  return (await Promise.all(kinds.map((kind) => list(cluster, kind, options)))).flat();
}

const Listed = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string().optional(),
        creationTimestamp: z.string(),
        deletionTimestamp: z.string().optional(),
        ownerReferences: z.array(z.unknown()).optional(),
      }),
    }),
  ),
});

type Metadata = z.infer<typeof Listed>['items'][number]['metadata'];

function leftoverOf({ apiVersion, kind }: DeletableKind, metadata: Metadata): Leftover {
  const { name, namespace, deletionTimestamp } = metadata;
  const leaving = deletionTimestamp !== undefined && Date.now() - Date.parse(deletionTimestamp) < usualTime;
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }), leaving };
}

async function list(
  { config }: Cluster,
  kind: DeletableKind,
  options: SweepOptions,
): Promise<readonly Leftover[]> {
  const { keep, olderThan = 0 } = options;
  const labelSelector = keep === undefined ? runLabel : `${runLabel},${runLabel} notin (${keep})`;
  try {
    const { items } = Listed.parse(
      await request(config, { method: 'GET', path: kind.path, query: { labelSelector } }),
    );
    return items
      .filter(({ metadata }) => metadata.ownerReferences === undefined)
      .filter(({ metadata }) => Date.now() - Date.parse(metadata.creationTimestamp) >= olderThan)
      .map(({ metadata }) => leftoverOf(kind, metadata));
  } catch (thrown) {
    // What a run may not list it has not made.
    if (hasStatus(thrown, 403, 404, 405, 503)) return [];
    throw thrown;
  }
}
