import type { Tenant } from '../model/approach.ts';
import type { Cluster } from './client.ts';
import { podLogs } from './logs.ts';
import { ingressPods } from './ingress-pods.ts';
import { readyPods, type Pod } from './pods.ts';

/** What one pod logged lately; not redacted. */
export interface PodLog {
  /** `orthweb/orthweb-traefik-…`. */
  readonly pod: string;
  readonly text: string;
}

/** The logs, of the last `sinceSeconds`, of every pod through which a web request to the tenant goes. */
export async function webLogs(
  cluster: Cluster,
  { namespace, web, orthanc }: Tenant,
  sinceSeconds: number,
): Promise<readonly PodLog[]> {
  const pods = [
    ...(await ingressPods(cluster, web.service)),
    ...(await readyPods(cluster, namespace, orthanc.podSelector)),
  ];
  return Promise.all(pods.map((pod) => logOf(cluster, pod, sinceSeconds)));
}

async function logOf(
  cluster: Cluster,
  { namespace, name, containers }: Pod,
  sinceSeconds: number,
): Promise<PodLog> {
  // A sidecar's log is one too: it sees every request.
  const texts = await Promise.all(
    containers.map((container) =>
      podLogs(cluster, { namespace, pod: name, container, sinceSeconds, lines: 20_000 }),
    ),
  );
  return { pod: `${namespace}/${name}`, text: texts.join('\n') };
}
