import { finished } from 'node:stream/promises';
import { SetupError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { openExec } from '../kube/exec-channel.ts';
import { execChecked, type PodRef } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';

/** What a pod sends, from when the capture is opened until it is disposed of. */
export interface Capture extends AsyncDisposable {
  /** The interface's name on the node. */
  readonly name: string;
  /** All frames so far, one after the other, as they were on the wire. */
  readonly frames: () => Buffer;
}

/**
 * Captures what a pod sends as it arrives on the host's side of its interface: on the wire, and never on the pod's
 * loopback, where a sidecar's plaintext always shows. socat takes only what comes in there, so who is to be overheard
 * is the sender. `node` is a probe on the pod's node.
 */
export async function capture(cluster: Cluster, node: PodRef, podIp: string): Promise<Capture> {
  const name = interfaceTo(await execChecked(cluster, node, ['cat', '/proc/net/route']), podIp);
  const channel = await openExec(cluster, node, [
    'socat',
    '-d',
    '-d',
    '-b',
    '65536',
    '-u',
    `INTERFACE:${name}`,
    'STDOUT',
  ]);
  const chunks: Buffer[] = [];
  channel.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await started(channel.stderr, name);
  return {
    name,
    frames: () => Buffer.concat(chunks),
    [Symbol.asyncDispose]: async () => {
      channel.kill();
      await finished(channel.stdout, { writable: false }).catch(() => undefined);
    },
  };
}

/** socat announces when it begins to carry frames. */
async function started(stderr: NodeJS.ReadableStream, name: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  const limit = setTimeout(
    () => reject(new SetupError(`Expected socat to capture on ${name}; it said: ${said || 'nothing'}`)),
    timeouts.request,
  );
  stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('starting data transfer loop')) resolve();
  });
  await promise.finally(() => clearTimeout(limit));
}

/** The interface of the route to one address, in the form of /proc/net/route: little-endian hex (proc(5)). */
export function interfaceTo(routes: string, address: string): string {
  const hex = Buffer.from(address.split('.').map(Number).toReversed()).toString('hex').toUpperCase();
  const route = routes
    .split('\n')
    .map((line) => line.split('\t'))
    .find(([, destination, , , , , , mask]) => destination === hex && mask === 'FFFFFFFF');
  if (route?.[0]) return route[0];
  throw new SetupError(
    `Expected the node to have a route to ${address} alone, as networks of pairs of interfaces have; it has none`,
  );
}
