import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import type { WorkloadRef } from '../kube/rollout.ts';
import { orthancWorkload, postgresWorkload } from '../kube/tenant-workloads.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';

/** What reads its configuration only when it starts. */
export { orthancWorkload, postgresWorkload } from '../kube/tenant-workloads.ts';

/** Orthanc's options by name; a section such as `PostgreSQL` is an object of its own. */
export type OrthancOptions = Readonly<Record<string, unknown>>;

const Options = z.record(z.string(), z.unknown());

/** Sets options in the configuration of the tenant's Orthanc (those of a section are merged into it), or maps them. */
export function configureOrthanc(
  context: FaultContext,
  options: OrthancOptions | ((present: OrthancOptions) => OrthancOptions),
): Promise<Change> {
  return editConfiguration(context, orthancWorkload(context), 'orthanc.json', (text) => {
    const present = Options.parse(JSON.parse(text));
    return JSON.stringify(typeof options === 'function' ? options(present) : merge(present, options));
  });
}

const Connection = z.looseObject({ PostgreSQL: z.looseObject({ ConnectionUri: z.string() }) });

/** Changes the URI by which the tenant's Orthanc connects to its database (postgresql.org, "Connection URIs"). */
export const configureConnection = (context: FaultContext, edit: (uri: string) => string): Promise<Change> =>
  configureOrthanc(context, (present) => {
    const { PostgreSQL, ...others } = Connection.parse(present);
    return { ...others, PostgreSQL: { ...PostgreSQL, ConnectionUri: edit(PostgreSQL.ConnectionUri) } };
  });

/** Changes one file of the configuration of the tenant's PostgreSQL. */
export function configurePostgres(
  context: FaultContext,
  file: 'postgresql.conf' | 'pg_hba.conf',
  edit: (text: string) => string,
): Promise<Change> {
  return editConfiguration(context, postgresWorkload(context), file, edit);
}

function merge(present: OrthancOptions, options: OrthancOptions): OrthancOptions {
  const merged = Object.entries(options).map(([name, value]) => {
    const [section, change] = [Options.safeParse(present[name]).data, Options.safeParse(value).data];
    return [name, section && change ? { ...section, ...change } : value];
  });
  return { ...present, ...Object.fromEntries(merged) };
}

/** Changes a file of whichever ConfigMap the workload's pods mount it from. @throws {SetupError} when none has it. */
export async function editConfiguration(
  { cluster }: FaultContext,
  workload: WorkloadRef,
  file: string,
  edit: (text: string) => string,
): Promise<Change> {
  const { namespace } = workload;
  const names = mounted(await podTemplate(cluster, workload));
  for (const name of names) {
    const { data = {} } = await cluster.core.readNamespacedConfigMap({ namespace, name });
    if (data[file] !== undefined)
      return editFile({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name }, file, edit);
  }
  throw new SetupError(
    `Expected a ConfigMap of ${workload.kind} ${workload.name} to have ${file}; it mounts ${names.join(', ')}`,
  );
}

async function podTemplate(
  { apps }: Cluster,
  { kind, namespace, name }: WorkloadRef,
): Promise<V1PodTemplateSpec | undefined> {
  if (kind === 'StatefulSet')
    return (await apps.readNamespacedStatefulSet({ namespace, name })).spec?.template;
  return (await apps.readNamespacedDeployment({ namespace, name })).spec?.template;
}

const mounted = (template: V1PodTemplateSpec | undefined): string[] =>
  template?.spec?.volumes?.flatMap(({ configMap, projected }) =>
    [configMap, ...(projected?.sources ?? []).map((source) => source.configMap)].flatMap(
      (map) => map?.name ?? [],
    ),
  ) ?? [];

const ConfigMap = z.looseObject({ data: z.record(z.string(), z.string()) });

/** Changes a file of a ConfigMap. */
export function editFile(ref: ObjectRef, file: string, edit: (text: string) => string): Change {
  return {
    patch: ref,
    with: (object) => {
      const { data } = ConfigMap.parse(object);
      return KubeObject.parse({ ...object, data: { ...data, [file]: edit(data[file] ?? '') } });
    },
  };
}
