import type { Cluster } from '../../helpers/kube/client.ts';
import { hasStatus } from '../../helpers/kube/status.ts';
import { labRecordRef, LabRecord } from '../../helpers/model/deployment.ts';
import { parseInput } from '../../helpers/model/parse.ts';

/** What the lab wrote into a cluster of its own; undefined for a cluster that someone else made. */
export async function readLabRecord(cluster: Cluster): Promise<LabRecord | undefined> {
  const { namespace, name, key } = labRecordRef;
  const record = await cluster.core.readNamespacedConfigMap({ namespace, name }).catch((error: unknown) => {
    // Whoever may not read the lab's namespace is no guest of the lab.
    if (hasStatus(error, 403, 404)) return undefined;
    throw error;
  });
  if (!record) return undefined;
  const from = `ConfigMap ${namespace}/${name} of ${cluster.context}`;
  const parsed: unknown = JSON.parse(record.data?.[key] ?? 'null');
  return parseInput(LabRecord, parsed, { from, next: 'Next: npx korthweb up, which writes it anew' });
}
