import { AuthorizationV1Api, KubeConfig } from '@kubernetes/client-node';
import { registerSecret } from '../model/redact.ts';
import type { Access } from './access.ts';
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

/** A configuration for the same API server as a ServiceAccount, by a token that ends in ten minutes. */
export async function configAs(
  { core, config }: Cluster,
  { namespace, name }: NamespacedName,
): Promise<KubeConfig> {
  const { status } = await core.createNamespacedServiceAccountToken({
    namespace,
    name,
    body: { spec: { audiences: [], expirationSeconds: 600 } },
  });
  const token = status?.token ?? '';
  registerSecret(token);
  const as = new KubeConfig();
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('Expected the kubeconfig to have a current cluster, it has none');
  as.loadFromClusterAndUser(cluster, { name, token });
  return as;
}
