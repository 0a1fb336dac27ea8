import { openExec } from '../kube/exec-channel.ts';
import type { PodRef } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';
import { eventually } from '../model/eventually.ts';

/** A TCP listener in a pod that echoes what it is told, until it is disposed of. */
export interface Listener extends AsyncDisposable {
  readonly port: number;
}

/** Starts socat as a listener in a pod that has it, on a port that is free there: no two of them can meet. */
export async function listenInPod(cluster: Cluster, pod: PodRef): Promise<Listener> {
  const command = ['socat', '-d', '-d', 'TCP-LISTEN:0,fork,reuseaddr', 'SYSTEM:cat'];
  const channel = await openExec(cluster, pod, command);
  let said = '';
  channel.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  channel.stdout.resume();
  const port = await eventually(() => announcedPort(said), {
    what: `a listener in ${pod.name}`,
    timeout: 'request',
    every: 50,
  });
  return { port, [Symbol.asyncDispose]: () => Promise.resolve(channel.kill()) };
}

function announcedPort(said: string): number {
  const [, port] = /listening on .*:(\d+)\s/.exec(said) ?? [];
  if (port === undefined) throw new Error(`socat said: ${said || 'nothing'}`);
  return Number(port);
}
