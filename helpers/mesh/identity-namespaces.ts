import type { Approach } from '../model/approach.ts';

/** The namespaces whose ServiceAccounts a run may be taken for in the mesh. */
export function identityNamespaces({ tenants, prometheus }: Approach): readonly string[] {
  const meshed = tenants.flatMap(({ namespace, mesh }) => (mesh ? [namespace, mesh.gateway.namespace] : []));
  return [...new Set([...meshed, ...(prometheus && meshed.length > 0 ? [prometheus.namespace] : [])])];
}
