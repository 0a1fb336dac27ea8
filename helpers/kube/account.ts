import { AuthorizationV1Api, KubeConfig } from '@kubernetes/client-node';
import pMap from 'p-map';
import { reviewsAtOnce, type Access } from './access.ts';
import { accountToken } from './account-token.ts';
import type { Cluster } from './client.ts';
import type { NamespacedName } from './secret.ts';

/** Whether the API server would let a ServiceAccount do something (a SubjectAccessReview). */
export async function accountMay(
  { config }: Cluster,
  { namespace: home, name }: NamespacedName,
  { verb, resource, group = '', namespace }: Access,
): Promise<boolean> {
  const api = config.makeApiClient(AuthorizationV1Api);
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${home}`, 'system:authenticated'];
  const resourceAttributes = { verb, group, resource, ...(namespace === undefined ? {} : { namespace }) };
  const { status } = await api.createSubjectAccessReview({
    body: { spec: { user: `system:serviceaccount:${home}:${name}`, groups, resourceAttributes } },
  });
  return status?.allowed ?? false;
}

/** Those of a list of accesses that the API server would let a ServiceAccount have. */
export async function accessesOf(
  cluster: Cluster,
  account: NamespacedName,
  accesses: readonly Access[],
): Promise<readonly Access[]> {
  const allowed = await pMap(accesses, (access) => accountMay(cluster, account, access), {
    concurrency: reviewsAtOnce,
  });
  return accesses.filter((_, index) => allowed[index]);
}

/** A configuration for the same API server as a ServiceAccount, by a token that ends in ten minutes. */
export async function configAs(cluster: Cluster, account: NamespacedName): Promise<KubeConfig> {
  const token = await accountToken(cluster, account);
  const as = new KubeConfig();
  const server = cluster.config.getCurrentCluster();
  if (!server) throw new Error('Expected the kubeconfig to have a current cluster, it has none');
  as.loadFromClusterAndUser(server, { name: account.name, token });
  return as;
}
