import type { Cluster } from '../kube/client.ts';
import { recentEvents } from '../kube/events.ts';
import { loadBalancerAddress } from '../kube/load-balancer.ts';
import { podLogs } from '../kube/logs.ts';
import { podState } from '../kube/pod-evidence.ts';
import { listPods } from '../kube/pods.ts';
import type { Tenant } from '../model/approach.ts';
import { explain } from '../model/errors.ts';
import { handshake } from '../tls/handshake.ts';

/** One piece of evidence: its name, and its text. */
export type Piece = readonly [name: string, text: string];

/** What a tenant looks like now: pods, events, logs since a moment, served chains. Never throws; not redacted. */
export async function collectEvidence(
  cluster: Cluster,
  tenant: Tenant,
  since: Date,
): Promise<readonly Piece[]> {
  const namespaces = [
    ...new Set([tenant.namespace, tenant.web.service.namespace, tenant.dicom.service.namespace]),
  ];
  const pieces = await Promise.all([
    ...namespaces.flatMap((namespace) => [
      piece(`pods of ${namespace}`, () => pods(cluster, namespace)),
      piece(`events of ${namespace}`, async () => (await recentEvents(cluster, { namespace })).join('\n')),
      piece(`logs of ${namespace}`, () => logs(cluster, namespace, since)),
    ]),
    piece('chain served for the web', () => chain(cluster, tenant.web)),
    piece('chain served for DICOM', () => chain(cluster, tenant.dicom)),
  ]);
  return pieces.filter(([, text]) => text !== '');
}

/** Evidence that cannot be had is evidence too. */
async function piece(name: string, read: () => Promise<string>): Promise<Piece> {
  return [name, await read().catch((error: unknown) => `cannot be read: ${explain(error)}`)];
}

async function pods(cluster: Cluster, namespace: string): Promise<string> {
  const found = await listPods(cluster, namespace);
  return found
    .map(({ name, manifest }) => [name, ...podState(manifest).map((line) => `  ${line}`)].join('\n'))
    .join('\n');
}

async function logs(cluster: Cluster, namespace: string, since: Date): Promise<string> {
  const sinceSeconds = Math.ceil((Date.now() - since.getTime()) / 1000) + 5;
  const containers = (await listPods(cluster, namespace)).flatMap(({ name, containers: names }) =>
    names.map((container) => ({ pod: name, container })),
  );
  const read = containers.map(async (one) => {
    const text = await podLogs(cluster, { namespace, ...one, sinceSeconds, lines: 60 }).catch(
      (error: unknown) => explain(error),
    );
    return text ? `== ${one.pod} ${one.container}\n${text}` : '';
  });
  return (await Promise.all(read)).filter(Boolean).join('\n');
}

async function chain(
  cluster: Cluster,
  { host, port, service }: Tenant['web'] | Tenant['dicom'],
): Promise<string> {
  const address = await loadBalancerAddress(cluster, service);
  const outcome = await handshake({ host: address, port }, { servername: host, verify: false });
  if (outcome.kind !== 'connected') return `${host} on ${address}:${port}: ${outcome.kind}`;
  const certificates = outcome.chain.map(({ subject, issuer, serial, sans, notBefore, notAfter }) =>
    [
      `subject ${subject}`,
      `  issuer ${issuer}`,
      `  serial ${serial}`,
      `  names ${JSON.stringify(sans)}`,
      `  valid ${notBefore.toISOString()} to ${notAfter.toISOString()}`,
    ].join('\n'),
  );
  return [`${host} on ${address}:${port}: ${outcome.protocol}, ${outcome.cipher}`, ...certificates].join(
    '\n',
  );
}
