import type { Cluster } from '../kube/client.ts';
import type { ObjectRef } from '../kube/objects.ts';
import { execChecked } from '../kube/exec.ts';
import { readyPods, type Pod } from '../kube/pods.ts';
import { eventually } from '../model/eventually.ts';
import type { Tenant } from '../model/approach.ts';
import { askProxy } from './proxy.ts';

/** Waits until no proxy of a tenant drains what it replaced: a new policy is a new listener. */
export async function untilDrained(
  cluster: Cluster,
  { namespace, orthanc, database, mesh }: Tenant,
): Promise<void> {
  if (!mesh) return;
  const selectors = [orthanc.podSelector, database.podSelector];
  await eventually(
    async () => {
      const pods = await Promise.all(selectors.map((selector) => readyPods(cluster, namespace, selector)));
      const draining = (await Promise.all(pods.flat().map((pod) => drains(cluster, pod)))).flat();
      if (draining.length > 0) throw new Error(`${draining.join(', ')} still drain`);
    },
    { what: `the proxies of ${namespace} to have drained old listeners`, timeout: 'configurationEffective' },
  );
}

/**
 * Waits until a change of the mesh has no after-effects: with an old listener its connections go, Orthanc's to its
 * database among them, each of which then fails one request. So Orthanc is asked until that is over.
 */
export async function untilMeshSettled(cluster: Cluster, tenant: Tenant): Promise<void> {
  if (!tenant.mesh) return;
  await untilDrained(cluster, tenant);
  const replicas = await readyPods(cluster, tenant.namespace, tenant.orthanc.podSelector);
  await Promise.all(replicas.map((pod) => untilReadyAgain(cluster, pod)));
}

/** Whether a change of an object is a new listener in proxies. */
export const makesListeners = ({ apiVersion }: Pick<ObjectRef, 'apiVersion'>): boolean =>
  apiVersion.startsWith('security.istio.io/');

async function drains(cluster: Cluster, pod: Pod): Promise<string[]> {
  if (!pod.manifest.spec?.initContainers?.some(({ name }) => name === 'istio-proxy')) return [];
  const stats = await askProxy(cluster, pod, 'stats?filter=listener_manager.total_.*_draining');
  return /: [1-9]/.test(stats) ? [pod.name] : [];
}

/** The pod's own readiness probe, which asks as often as there are connections to the database. */
async function untilReadyAgain(cluster: Cluster, { namespace, name, manifest }: Pod): Promise<void> {
  const container = manifest.spec?.containers.find(({ readinessProbe }) => readinessProbe?.exec);
  const command = container?.readinessProbe?.exec?.command;
  if (!container || !command) return;
  await eventually(() => execChecked(cluster, { namespace, name, container: container.name }, command), {
    what: `${name} to be ready again`,
    timeout: 'configurationEffective',
    successes: 2,
  });
}
