import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { apply } from '../../helpers/kube/apply.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { KubeObject, nameOf, refOf } from '../../helpers/kube/objects.ts';
import { eventually } from '../../helpers/model/eventually.ts';

/** Applies every object of a YAML file, as `kubectl apply --filename` does. */
export async function applyFile(cluster: Cluster, file: string): Promise<void> {
  await applyText(cluster, await readFile(file, 'utf8'));
}

/** Applies every object of a YAML text, in its order; what admission webhooks refuse while they start is tried again. */
export async function applyText(cluster: Cluster, text: string): Promise<void> {
  for (const document of parseAllDocuments(text)) {
    const object = KubeObject.parse(document.toJS());
    const what = `${nameOf(refOf(object))} to be applied`;
    await eventually(() => apply(cluster, object), { what, timeout: 'configurationEffective' });
  }
}
