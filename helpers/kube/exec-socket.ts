import { Exec, type KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { SetupError, toError } from '../model/errors.ts';

/** What is used of the WebSocket that carries an exec. */
export interface ExecSocket {
  readonly protocol: string;
  readonly readyState: number;
  send(data: Uint8Array, done: (error?: Error) => void): void;
  close(): void;
  terminate(): void;
  pause(): void;
  resume(): void;
  on(event: 'close', listener: (code: number) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

/** A pod, and which of its containers. */
export interface PodRef {
  readonly namespace: string;
  readonly name: string;
  /** Needed where the pod has several. */
  readonly container?: string;
}

export type OnMessage = (channel: number, data: Buffer) => void;

/**
 * Opens the WebSocket of an exec. Bytes come in channels: 1 stdout, 2 stderr, 3 the command's status at its end.
 * @throws {SetupError} naming the pod, with the API server's reason.
 */
export async function openExecSocket(
  config: KubeConfig,
  pod: PodRef,
  command: readonly string[],
  onMessage: OnMessage,
): Promise<ExecSocket> {
  const { handler } = new Exec(config);
  try {
    return await handler.connect(pathOf(pod, command), null, (channel, data) => {
      onMessage(channel, data);
      return true; // The server closes; closing on our side would cut off what is still on its way.
    });
  } catch (thrown) {
    const cause = errorOf(thrown);
    const where = `${pod.namespace}/${pod.name}${pod.container === undefined ? '' : `, container ${pod.container}`}`;
    throw new SetupError(`Expected to run \`${command[0]}\` in pod ${where}: ${cause.message}`, { cause });
  }
}

function pathOf({ namespace, name, container }: PodRef, command: readonly string[]): string {
  const query = new URLSearchParams({ stdin: 'true', stdout: 'true', stderr: 'true', tty: 'false' });
  if (container !== undefined) query.set('container', container);
  for (const word of command) query.append('command', word);
  return `/api/v1/namespaces/${namespace}/pods/${name}/exec?${query.toString()}`;
}

const ErrorEvent = z.object({ message: z.string() });

/** The WebSocket library rejects with an event, not with an error: `Unexpected server response: 403`. */
function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const event = ErrorEvent.safeParse(thrown);
  return event.success ? new Error(event.data.message) : toError(thrown);
}
