import type { Cluster } from '../kube/client.ts';
import { readyPods, type Pod } from '../kube/pods.ts';
import type { Mesh, TenantMesh } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';

/** The label that Istio's charts give the pods of a Deployment of theirs. */
export const labelsOf = (deployment: string) => ({ app: deployment });

/** The Ready pods of a tenant's gateway. @throws {SetupError} when there are none. */
export const gatewayPods = (
  cluster: Cluster,
  { gateway: { namespace, deployment } }: Pick<TenantMesh, 'gateway'>,
): Promise<readonly Pod[]> => somePods(cluster, namespace, deployment);

/** The Ready pods of istiod. @throws {SetupError} when there are none: no proxy gets new configuration then. */
export const istiodPods = (
  cluster: Cluster,
  { namespace, istiod }: Pick<Mesh, 'namespace' | 'istiod'>,
): Promise<readonly Pod[]> => somePods(cluster, namespace, istiod);

async function somePods(cluster: Cluster, namespace: string, deployment: string): Promise<readonly Pod[]> {
  const pods = await readyPods(cluster, namespace, labelsOf(deployment));
  if (pods.length > 0) return pods;
  throw new SetupError(`Expected Ready pods of Deployment ${namespace}/${deployment}, got none`);
}
