import { parse } from 'yaml';
import type { Cluster } from '../kube/client.ts';
import type { Grafana } from '../model/approach.ts';
import { toError } from '../model/errors.ts';
import { Dashboard } from './dashboard.ts';
import { DataSourceFile, type DataSource } from './data-source.ts';

/** A file of a ConfigMap that Grafana is provisioned from. */
export interface ProvisionedFile {
  readonly namespace: string;
  readonly configMap: string;
  readonly file: string;
  readonly text: string;
}

/** The dashboards that the cluster's ConfigMaps provision, as they are now. @throws {Error} naming one that is none. */
export async function provisionedDashboards(
  cluster: Cluster,
  { namespace, labels }: Pick<Grafana, 'namespace' | 'labels'>,
): Promise<readonly Dashboard[]> {
  const files = await provisionedFiles(cluster, namespace, labels.dashboards);
  return files.map((file) => read(file, (text) => Dashboard.parse(JSON.parse(text))));
}

/** The data sources that the cluster's ConfigMaps provision, as they are now. @throws {Error} naming a bad file. */
export async function provisionedDataSources(
  cluster: Cluster,
  { namespace, labels }: Pick<Grafana, 'namespace' | 'labels'>,
): Promise<readonly DataSource[]> {
  const files = await provisionedFiles(cluster, namespace, labels.dataSources);
  return files.flatMap((file) => read(file, (text) => DataSourceFile.parse(parse(text)).datasources));
}

/** The files of all ConfigMaps of a namespace that have a label. */
export async function provisionedFiles(
  { core }: Cluster,
  namespace: string,
  label: string,
): Promise<readonly ProvisionedFile[]> {
  const { items } = await core.listNamespacedConfigMap({ namespace, labelSelector: label });
  return items.flatMap(({ metadata, data = {} }) =>
    Object.entries(data).map(([file, text]) => ({ namespace, configMap: metadata?.name ?? '', file, text })),
  );
}

function read<Result>(
  { namespace, configMap, file, text }: ProvisionedFile,
  parsed: (text: string) => Result,
): Result {
  try {
    return parsed(text);
  } catch (thrown) {
    const what = `${file} of ConfigMap ${namespace}/${configMap}`;
    throw new Error(`${what} is not what Grafana takes: ${toError(thrown).message}`, { cause: thrown });
  }
}
