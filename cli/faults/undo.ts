import { z } from 'zod';
import type { Cluster } from '../../helpers/kube/client.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { deleteObject, KubeObject, readObject, type ObjectRef } from '../../helpers/kube/objects.ts';
import { rolloutComplete } from '../../helpers/kube/rollout.ts';
import { restore, type Snapshot } from '../../helpers/kube/snapshot.ts';
import { labRecordRef } from '../../helpers/model/deployment.ts';
import { ConfigError, SetupError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';

const ObjectRefShape = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  namespace: z.string().exactOptional(),
});

/** All that it takes to undo a fault; kept in the cluster, so that a killed run is undone by the next. */
export const UndoRecord = z.object({
  fault: z.string(),
  /** The run that put it in. */
  run: z.string(),
  snapshots: z.array(
    z.object({ ref: ObjectRefShape, object: KubeObject.nullable() }) satisfies z.ZodType<Snapshot>,
  ),
  workloads: z.array(
    z.object({
      kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
      namespace: z.string(),
      name: z.string(),
    }),
  ),
});
export type UndoRecord = z.infer<typeof UndoRecord>;

/** A Secret, since what is restored may be one. */
const place: ObjectRef = {
  apiVersion: 'v1',
  kind: 'Secret',
  namespace: labRecordRef.namespace,
  name: 'korthweb-fault-undo',
};
const key = 'undo.json';

/** Writes the undo into the cluster. @throws {SetupError} when that of another fault is still there. */
export async function writeUndo(cluster: Cluster, record: UndoRecord): Promise<void> {
  const { apiVersion, kind, namespace, name } = place;
  const before = await readUndo(cluster);
  if (before)
    throw new SetupError(`The fault ${before.fault} is still in the cluster. Next: npx korthweb sweep`);
  const data = { [key]: Buffer.from(JSON.stringify(record)).toString('base64') };
  await apply(cluster, { apiVersion, kind, metadata: { namespace, name }, data });
}

/**
 * Undoes the fault that is in the cluster, if there is one, and resolves to its name once the workloads are back.
 * @throws {ConfigError} when it belongs to one of the `live` runs.
 */
export async function undoUnfinished(
  cluster: Cluster,
  live: readonly string[] = [],
): Promise<string | undefined> {
  const record = await readUndo(cluster);
  if (!record) return undefined;
  if (live.includes(record.run)) {
    throw new ConfigError(
      `The fault ${record.fault} is in the cluster, put there by a run that is under way. Next: wait for it`,
    );
  }
  for (const snapshot of inOrder(record)) await restore(cluster, snapshot);
  for (const workload of record.workloads) {
    const what = `${workload.kind} ${workload.namespace}/${workload.name} to be rolled out again`;
    await eventually(() => rolloutComplete(cluster, workload), { what, timeout: 'rollout' });
  }
  await deleteObject(cluster, place);
  return record.fault;
}

/** The other way round, and workloads last: pods that start before their configuration is back have the fault in them. */
function inOrder({ snapshots, workloads }: UndoRecord): Snapshot[] {
  const isWorkload = ({ ref }: Snapshot): boolean =>
    workloads.some(
      ({ kind, namespace, name }) => ref.kind === kind && ref.namespace === namespace && ref.name === name,
    );
  const reversed = snapshots.toReversed();
  return [...reversed.filter((one) => !isWorkload(one)), ...reversed.filter(isWorkload)];
}

const Stored = z.object({ data: z.record(z.string(), z.string()) });

async function readUndo(cluster: Cluster): Promise<UndoRecord | undefined> {
  const secret = await readObject(cluster, place);
  if (!secret) return undefined;
  const encoded = Stored.parse(secret).data[key] ?? '';
  return UndoRecord.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
}
