import type { Tenant } from '../model/approach.ts';
import type { Cluster } from './client.ts';
import { readSecretKey } from './secret.ts';

/** Where a tenant's TLS Secrets are: beside the ingress that serves them. */
export const certificateNamespace = ({ web }: Tenant): string => web.service.namespace;

/** The certificate of a tenant's certificate authority, in PEM. */
export function readAuthority(cluster: Cluster, tenant: Tenant): Promise<string> {
  const { secret, key } = tenant.certificates.ca;
  return readSecretKey(cluster, { namespace: certificateNamespace(tenant), name: secret }, key);
}
