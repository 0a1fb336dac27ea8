import { openHttp } from '../../../helpers/http/client.ts';
import type { Cluster } from '../../../helpers/kube/client.ts';
import { loadBalancerAddress } from '../../../helpers/kube/load-balancer.ts';
import { readAuthority } from '../../../helpers/kube/tenant-authority.ts';
import type { Approach, Tenant } from '../../../helpers/model/approach.ts';
import { eventually } from '../../../helpers/model/eventually.ts';

/**
 * Waits until every tenant's ingress serves a client outside, and goes on to do so: the last of its configuration may
 * reach a proxy after it is Ready, and what it replaces by that closes its connections a moment later.
 */
export async function untilIngressServes(cluster: Cluster, { tenants }: Approach): Promise<void> {
  await Promise.all(tenants.map((tenant) => untilServed(cluster, tenant)));
}

async function untilServed(cluster: Cluster, tenant: Tenant): Promise<void> {
  const { web } = tenant;
  const what = `${web.host} to be served`;
  const ca = await eventually(() => readAuthority(cluster, tenant), { what, timeout: 'rollout' });
  const { host, port } = web;
  const address = await loadBalancerAddress(cluster, web.service);
  await using client = openHttp({ host, address, port, tls: { ca } });
  await eventually(
    async () => {
      const { status } = await client.request({ path: '/' });
      if (status >= 500) throw new Error(`HTTP ${status}`);
    },
    { what, timeout: 'rollout', successes: 15 },
  );
}
