import type { Cluster } from '../kube/client.ts';
import { readyPods } from '../kube/pods.ts';
import { askProxy } from '../mesh/proxy.ts';
import type { Tenant, TenantMesh } from '../model/approach.ts';
import { total, type Prometheus } from './client.ts';

/** What proxies count: HTTP requests that were answered, or connections that were made. */
export type Counter = 'requests' | 'connections';

const envoyCounter = {
  requests: {
    stat: 'upstream_rq_completed',
    metric: 'envoy_cluster_upstream_rq_completed',
    port: 'httpPort',
  },
  connections: { stat: 'upstream_cx_total', metric: 'envoy_cluster_upstream_cx_total', port: 'dicomPort' },
} as const satisfies Record<Counter, { stat: string; metric: string; port: 'httpPort' | 'dicomPort' }>;

/** Envoy's name for what the gateway sends on to a port of the tenant's Orthanc. */
function clusterOf({ namespace, orthanc }: Tenant, counter: Counter): string {
  return `outbound|${orthanc[envoyCounter[counter].port]}||${orthanc.service}.${namespace}.svc.cluster.local`;
}

/** What the gateways themselves have counted, up to this moment, on the way to the tenant's Orthanc. */
export async function countedByGateways(
  cluster: Cluster,
  tenant: Tenant,
  { gateway }: Pick<TenantMesh, 'gateway'>,
  counter: Counter,
): Promise<number> {
  const name = `cluster.${clusterOf(tenant, counter)}`;
  const stat = new RegExp(`^${RegExp.escape(name)};?\\.${envoyCounter[counter].stat}: (\\d+)$`, 'gm');
  const pods = await readyPods(cluster, gateway.namespace, { app: gateway.deployment });
  const stats = await Promise.all(
    pods.map((pod) => askProxy(cluster, pod, `stats?filter=${envoyCounter[counter].stat}$`)),
  );
  return stats.flatMap((text) => [...text.matchAll(stat)]).reduce((sum, [, value]) => sum + Number(value), 0);
}

/**
 * The same as Prometheus has scraped it. Istio's own proxies have these statistics of Envoy's too, where the mesh's
 * `proxyStatsMatcher` includes them. Undefined where no series has it.
 */
export async function scrapedFromGateways(
  prometheus: Prometheus,
  tenant: Tenant,
  { gateway }: Pick<TenantMesh, 'gateway'>,
  counter: Counter,
): Promise<number | undefined> {
  const series = await prometheus.query(
    `${envoyCounter[counter].metric}{namespace="${gateway.namespace}",cluster_name=~"${RegExp.escape(clusterOf(tenant, counter)).replaceAll('\\', '\\\\')};?"}`,
  );
  return series.length === 0 ? undefined : total(series);
}

/** The times that Orthanc's sidecars measure for its HTTP, as a selector of the histogram's buckets. */
export const orthancTimeBuckets = ({ namespace, orthanc }: Tenant): string =>
  `envoy_http_downstream_rq_time_bucket{namespace="${namespace}",http_conn_manager_prefix=~"inbound_.*_${orthanc.httpPort};?"}`;
