import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyConfigMap } from '../../helpers/kube/namespace.ts';
import type { Cluster } from '../../helpers/kube/client.ts';

const files = join(import.meta.dirname, '..', 'helm', 'chart', 'files');

/** The scripts that Orthanc's and PostgreSQL's containers run, the same in every approach. */
export const scriptFolders = { orthanc: join(files, 'orthanc'), postgres: join(files, 'postgres') } as const;

/** Which of a folder's files are scripts; the others are templates of the chart. */
const isScript = (name: string): boolean => /\.(sh|sql)$/.test(name);

/** The scripts of a workload by name. */
export async function scriptsOf(workload: keyof typeof scriptFolders): Promise<Record<string, string>> {
  const folder = scriptFolders[workload];
  const names = (await readdir(folder)).filter(isScript);
  const entries = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Makes the ConfigMap `<workload>-scripts`. */
export async function applyScripts(
  cluster: Cluster,
  namespace: string,
  workload: keyof typeof scriptFolders,
): Promise<void> {
  await applyConfigMap(cluster, { namespace, name: `${workload}-scripts` }, await scriptsOf(workload));
}
