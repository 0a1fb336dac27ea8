import { openExec } from '../kube/exec-channel.ts';
import type { PodRef } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';
import { eventually } from '../model/eventually.ts';

/** A TCP listener in a pod that echoes what it is told, until it is disposed of. */
export interface Listener extends AsyncDisposable {
  readonly port: number;
}

/** Starts socat as a listener in a probe, on a port above those that Kubernetes hands out. */
export async function listenInPod(cluster: Cluster, pod: PodRef): Promise<Listener> {
  const port = 33_000 + Math.floor(Math.random() * 20_000);
  const channel = await openExec(cluster, pod, [
    'socat',
    '-d',
    '-d',
    `TCP-LISTEN:${port},fork,reuseaddr`,
    'SYSTEM:cat',
  ]);
  let said = '';
  channel.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  channel.stdout.resume();
  await eventually(
    () => {
      if (!said.includes('listening on')) throw new Error(`socat said: ${said || 'nothing'}`);
    },
    { what: `a listener on port ${port} of ${pod.name}`, timeout: 'request', every: 50 },
  );
  return { port, [Symbol.asyncDispose]: () => Promise.resolve(channel.kill()) };
}
