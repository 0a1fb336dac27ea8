import { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { CommandChannel, CommandEnd } from '../process/channel.ts';
import type { Cluster } from './client.ts';
import { openExecSocket, type ExecSocket, type PodRef } from './exec-socket.ts';

/**
 * Starts a command in a pod and gives its streams. Ending stdin is a half close where the API server speaks
 * `v5.channel.k8s.io` (Kubernetes 1.30 and later); before that it ends the command's connection as a whole.
 */
export async function openExec(
  cluster: Cluster,
  pod: PodRef,
  command: readonly string[],
): Promise<CommandChannel> {
  const { promise: ended, resolve: end } = Promise.withResolvers<CommandEnd>();
  // Messages may come before the socket is ours.
  const held: { socket?: ExecSocket } = {};
  const output = (): Readable => new Readable({ read: () => held.socket?.resume() });
  const [stdout, stderr] = [output(), output()];
  const onMessage = (channel: number, data: Buffer): void => {
    if (channel === 3) return end(endOf(data));
    const stream = channel === 1 ? stdout : stderr;
    if (data.length > 0 && !stream.push(data)) held.socket?.pause();
  };
  const socket = await openExecSocket(cluster.config, pod, command, onMessage);
  held.socket = socket;
  socket.on('error', () => undefined); // A close follows, and ends everything.
  socket.on('close', (code) => {
    end({
      code: null,
      reason: `the connection to the pod was closed (WebSocket ${code}) before the command's end`,
    });
    stdout.push(null);
    stderr.push(null);
  });
  return { stdin: input(socket), stdout, stderr, ended, kill: () => socket.terminate() };
}

function input(socket: ExecSocket): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => send(socket, Buffer.concat([Buffer.from([0]), chunk]), done),
    final: (done) => {
      if (socket.protocol === 'v5.channel.k8s.io') return send(socket, Buffer.from([255, 0]), done);
      socket.close();
      done();
    },
  });
}

function send(socket: ExecSocket, data: Uint8Array, done: (error?: Error | null) => void): void {
  if (socket.readyState === 1) socket.send(data, done);
  else done(new Error('The connection to the pod is closed'));
}

const Status = z.object({
  status: z.string(),
  message: z.string().optional(),
  details: z
    .object({ causes: z.array(z.object({ reason: z.string().optional(), message: z.string() })) })
    .optional(),
});

/** The exit code is in a cause of reason ExitCode; every other failure has a message only. */
function endOf(data: Buffer): CommandEnd {
  const status = Status.safeParse(parse(data.toString()));
  if (!status.success)
    return { code: null, reason: `the command's status is unreadable: ${data.toString()}` };
  if (status.data.status === 'Success') return { code: 0 };
  const exit = status.data.details?.causes.find(({ reason }) => reason === 'ExitCode');
  if (exit !== undefined) return { code: Number(exit.message) };
  return { code: null, reason: status.data.message ?? 'the command failed without a reason' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
