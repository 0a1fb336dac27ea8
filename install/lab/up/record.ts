import type { Cluster } from '../../../helpers/kube/client.ts';
import { applyConfigMap, applyNamespace } from '../../../helpers/kube/namespace.ts';
import { LabRecord, labRecordRef } from '../../../helpers/model/deployment.ts';

/** Writes what was deployed into the cluster, for `verify` to start from. */
export async function writeLabRecord(cluster: Cluster, record: LabRecord): Promise<void> {
  const { namespace, name, key } = labRecordRef;
  await applyNamespace(cluster, namespace, {});
  await applyConfigMap(cluster, { namespace, name }, { [key]: JSON.stringify(LabRecord.parse(record)) });
}

/** Reads what `up` deployed; null where there is no record, or one of another form. */
export async function readLabRecord(cluster: Cluster): Promise<LabRecord | null> {
  const { namespace, name, key } = labRecordRef;
  const map = await cluster.core.readNamespacedConfigMap({ namespace, name }).catch(() => null);
  const parsed = LabRecord.safeParse(JSON.parse(map?.data?.[key] ?? 'null'));
  return parsed.success ? parsed.data : null;
}
