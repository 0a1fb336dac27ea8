import type { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import type { Cluster } from '../kube/client.ts';
import { runLabels } from '../kube/labels.ts';
import { podLogs } from '../kube/logs.ts';
import { deleteObject } from '../kube/objects.ts';
import { describePod } from '../kube/pods.ts';
import type { Tenant } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';

export interface CopyOptions {
  readonly name: string;
  readonly run: string;
  /** Files of its configuration in place of the original's, by name: `orthanc.json`, and what that refers to. */
  readonly files: Readonly<Record<string, string>>;
}

/** The files that the tenant's Orthanc is configured by, and where they are mounted. */
export interface Configuration {
  readonly volume: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Finds the ConfigMap that configures the tenant's Orthanc. */
export async function readConfiguration(cluster: Cluster, tenant: Tenant): Promise<Configuration> {
  const { namespace } = tenant;
  for (const { name: volume, configMap } of (await podSpec(cluster, tenant)).volumes ?? []) {
    if (!configMap?.name) continue;
    const { data = {} } = await cluster.core.readNamespacedConfigMap({ namespace, name: configMap.name });
    if (data['orthanc.json'] !== undefined)
      return { volume, files: { 'orthanc.json': data['orthanc.json'] } };
  }
  throw new SetupError(
    `Expected a ConfigMap of Deployment ${tenant.orthanc.deployment} to have orthanc.json`,
  );
}

/** Starts a pod like those of the tenant's Orthanc, configured otherwise, that no Service knows. */
export async function startCopy(
  cluster: Cluster,
  tenant: Tenant,
  { name, run, files }: CopyOptions,
): Promise<void> {
  const { namespace } = tenant;
  const { volume } = await readConfiguration(cluster, tenant);
  const spec = structuredClone(await podSpec(cluster, tenant));
  for (const one of spec.volumes ?? []) if (one.name === volume) one.configMap = { name };
  for (const container of spec.containers) delete container.lifecycle;
  spec.restartPolicy = 'Never';
  spec.terminationGracePeriodSeconds = 1;
  const metadata = { name, namespace, labels: runLabels(run) };
  await cluster.core.createNamespacedConfigMap({ namespace, body: { metadata, data: { ...files } } });
  const body: V1Pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec };
  await cluster.core.createNamespacedPod({ namespace, body });
}

/** Deletes what `startCopy` made; what is not there is fine. */
export async function removeCopy(cluster: Cluster, { namespace }: Tenant, name: string): Promise<void> {
  const ref = { apiVersion: 'v1', namespace, name };
  await Promise.all([
    deleteObject(cluster, { ...ref, kind: 'Pod' }, 0),
    deleteObject(cluster, { ...ref, kind: 'ConfigMap' }),
  ]);
}

export type CopyOutcome =
  | { readonly kind: 'started' }
  /** It does not trust the certificate of its database; `words` are libpq's. */
  | { readonly kind: 'untrusted'; readonly words: string }
  /** Its log at the end of its life. */
  | { readonly kind: 'ended'; readonly words: string };

const untrusted = /.*(certificate verify failed|does not match host name).*/;

/** Waits until a copy is Ready, says that it does not trust its database, or ends. */
export function copyOutcome(cluster: Cluster, { namespace }: Tenant, name: string): Promise<CopyOutcome> {
  return eventually(
    async (): Promise<CopyOutcome> => {
      const { ready, phase } = describePod(await cluster.core.readNamespacedPod({ namespace, name }));
      if (ready) return { kind: 'started' };
      const log = phase === 'Pending' ? '' : await podLogs(cluster, { namespace, pod: name });
      const [words] = untrusted.exec(log) ?? [];
      if (words !== undefined) return { kind: 'untrusted', words };
      if (phase === 'Succeeded' || phase === 'Failed') return { kind: 'ended', words: log.slice(-300) };
      throw new Error(`${phase}; its log ends: ${log.slice(-300)}`);
    },
    { what: `pod ${name} to reach its database, or say why not`, timeout: 'configurationEffective' },
  );
}

async function podSpec({ apps }: Cluster, { namespace, orthanc }: Tenant): Promise<V1PodSpec> {
  const { spec } = await apps.readNamespacedDeployment({ namespace, name: orthanc.deployment });
  if (spec?.template.spec) return spec.template.spec;
  throw new SetupError(`Expected Deployment ${namespace}/${orthanc.deployment} to have a pod template`);
}
