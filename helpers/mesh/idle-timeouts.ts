import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import type { NamespacedName } from '../kube/secret.ts';
import { askProxy } from './proxy.ts';

/** Envoy's filter for connections that it does not look into (envoyproxy.io, "TCP proxy"). */
const TcpProxy = z.looseObject({
  '@type': z.literal('type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy'),
  cluster: z.string(),
  /** Seconds, as protobuf writes a duration: `3600s`. Absent is an hour, nought is for ever. */
  idle_timeout: z.string().default('3600s'),
});

/** After what time a proxy ends a connection that nobody uses: `outbound|5432||postgres.orthweb.svc.cluster.local`, `0s`. */
export interface IdleTimeout {
  readonly cluster: string;
  readonly timeout: string;
}

/** What a pod's proxy does with idle connections, by the cluster that it takes them to. */
export async function idleTimeouts(cluster: Cluster, pod: NamespacedName): Promise<readonly IdleTimeout[]> {
  return readIdleTimeouts(JSON.parse(await askProxy(cluster, pod, 'config_dump?resource=dynamic_listeners')));
}

/** The same, of a configuration that the proxy has given. */
export function readIdleTimeouts(configuration: unknown): readonly IdleTimeout[] {
  if (typeof configuration !== 'object' || configuration === null) return [];
  const { data } = TcpProxy.safeParse(configuration);
  if (data) return [{ cluster: data.cluster, timeout: data.idle_timeout }];
  return Object.values(configuration).flatMap(readIdleTimeouts);
}
