import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { execChecked } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';
import { runJob } from '../kube/job.ts';
import { readyPods } from '../kube/pods.ts';
import type { Tenant } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';

export interface BackupOptions {
  readonly cluster: Cluster;
  readonly tenant: Tenant;
  readonly run: string;
  /** The CronJob that dumps the database. */
  readonly cronJob: string;
}

/** Runs the tenant's backup now, as its schedule would; resolves to the dump's path in the backups' volume. */
export async function backUp(
  { cluster, tenant, run, cronJob }: BackupOptions,
  name: string,
): Promise<string> {
  const { namespace } = tenant;
  const template = await backupTemplate(cluster, namespace, cronJob);
  const log = await runJob(cluster, { namespace, name, run, template });
  const [, file] = /Wrote (\S+\.dump)/.exec(log) ?? [];
  if (file !== undefined) return file;
  throw new SetupError(`Expected the backup to say which file it wrote, got: ${log}`);
}

/**
 * Restores a dump into a database that is there and empty, as the same role and over the same verified TLS; however that
 * ends, the dump is gone then.
 */
export async function restoreBackup(
  { cluster, tenant, run, cronJob }: BackupOptions,
  { name, file, database }: { name: string; file: string; database: string },
): Promise<void> {
  const script = `trap 'rm -f "$2"' EXIT; pg_restore --exit-on-error --no-owner --no-password --dbname="$1" "$2"`;
  const command = ['bash', '-c', script, 'restore', database, file];
  const template = withCommand(await backupTemplate(cluster, tenant.namespace, cronJob), command);
  await runJob(cluster, { namespace: tenant.namespace, name, run, template });
}

/** Makes an empty database beside the tenant's own, as the superuser in PostgreSQL's pod, who alone may. */
export async function createScratch(
  cluster: Cluster,
  tenant: Tenant,
  name: string,
  owner: string,
): Promise<void> {
  await asSuperuser(cluster, tenant, `CREATE DATABASE "${name}" OWNER "${owner}"`);
}

/** Drops it again, whoever is connected to it. */
export async function dropScratch(cluster: Cluster, tenant: Tenant, name: string): Promise<void> {
  await asSuperuser(cluster, tenant, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

async function asSuperuser(cluster: Cluster, { namespace, database }: Tenant, sql: string): Promise<void> {
  const [pod] = await readyPods(cluster, namespace, database.podSelector);
  if (!pod) throw new SetupError(`Expected a Ready pod of PostgreSQL in ${namespace}, got none`);
  await execChecked(cluster, pod, [
    'psql',
    '--no-psqlrc',
    '--username=postgres',
    '--quiet',
    '--command',
    sql,
  ]);
}

async function backupTemplate(
  { batch }: Cluster,
  namespace: string,
  name: string,
): Promise<V1PodTemplateSpec> {
  const { spec } = await batch.readNamespacedCronJob({ namespace, name });
  const template = spec?.jobTemplate.spec?.template;
  if (template) return template;
  throw new SetupError(`Expected CronJob ${namespace}/${name} to have a pod template`);
}

function withCommand(template: V1PodTemplateSpec, command: readonly string[]): V1PodTemplateSpec {
  const changed = structuredClone(template);
  for (const container of changed.spec?.containers ?? []) container.command = [...command];
  return changed;
}
