import type { Cluster } from '../kube/client.ts';
import { readyPods, type Pod } from '../kube/pods.ts';
import { gatewayPods } from '../mesh/istio-pods.ts';
import { askProxy } from '../mesh/proxy.ts';
import type { Tenant, TenantMesh } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';

/** What proxies count: HTTP requests that were answered, or connections that were made. */
export type Counter = 'requests' | 'connections';

/**
 * Envoy's statistics of what a proxy sends on, by its own name and by Prometheus'. Istio's own proxies have them too,
 * where the mesh's `proxyStatsMatcher` includes them.
 */
const statistics = {
  requests: {
    stat: 'upstream_rq_completed',
    metric: 'envoy_cluster_upstream_rq_completed',
    port: 'httpPort',
  },
  connections: { stat: 'upstream_cx_total', metric: 'envoy_cluster_upstream_cx_total', port: 'dicomPort' },
} as const satisfies Record<Counter, { stat: string; metric: string; port: 'httpPort' | 'dicomPort' }>;

/** Where a proxy gives its statistics. */
export const statisticsPort = 15_090;

/** Proxies on the way to a tenant's Orthanc. */
export interface Hop {
  readonly what: string;
  readonly pods: readonly Pod[];
  /** What Prometheus' series of them are known by: `instance=~"10.1.2.3:15090"`. */
  readonly labels: string;
  /** Envoy's name of where they send it, without the mark that some versions of Istio put behind it. */
  readonly destination: string;
  readonly counter: Counter;
}

/** The gateway, and Orthanc's sidecars: whatever comes from outside passes both. */
export async function hopsToOrthanc(
  cluster: Cluster,
  { namespace, orthanc }: Tenant,
  mesh: Pick<TenantMesh, 'gateway'>,
  counter: Counter,
): Promise<readonly [gateway: Hop, sidecars: Hop]> {
  const port = orthanc[statistics[counter].port];
  const [gateways, pods] = await Promise.all([
    gatewayPods(cluster, mesh),
    readyPods(cluster, namespace, orthanc.podSelector),
  ]);
  const hop = (what: string, proxies: readonly Pod[], destination: string): Hop => {
    if (proxies.length === 0) throw new SetupError(`Expected a Ready pod of ${what}, there is none`);
    return { what, pods: proxies, labels: instances(proxies, statisticsPort), destination, counter };
  };
  const service = `${orthanc.service}.${namespace}.svc.cluster.local`;
  return [
    hop('the gateway', gateways, `outbound|${port}||${service}`),
    hop("Orthanc's sidecars", pods, `inbound|${port}||`),
  ];
}

/** What the proxies themselves have counted, up to this moment. */
export async function countedBy(cluster: Cluster, { pods, destination, counter }: Hop): Promise<number> {
  const { stat } = statistics[counter];
  const line = new RegExp(`^cluster\\.${RegExp.escape(destination)};?\\.${stat}: (\\d+)$`, 'gm');
  const stats = await Promise.all(pods.map((pod) => askProxy(cluster, pod, `stats?filter=${stat}$`)));
  return stats.flatMap((text) => [...text.matchAll(line)]).reduce((sum, [, value]) => sum + Number(value), 0);
}

/** What Prometheus has of a hop, as a selector. */
export const seriesOf = ({ counter, labels, destination }: Hop): string =>
  `${statistics[counter].metric}{${labels},cluster_name=~"${quoted(destination)};?"}`;

/** The label that Prometheus knows the pods' targets by. */
export const instances = (pods: readonly Pod[], port: number): string =>
  `instance=~"${pods.map(({ ip }) => quoted(`${ip}:${port}`)).join('|')}"`;

/** Text as a regular expression within a string of PromQL. */
const quoted = (text: string): string =>
  text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('\\', '\\\\');
