import { buffer } from 'node:stream/consumers';
import { SetupError } from '../model/errors.ts';
import type { Cluster } from './client.ts';
import { openExec } from './exec-channel.ts';
import type { PodRef } from './exec-socket.ts';

export type { PodRef } from './exec-socket.ts';

export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface ExecOptions {
  readonly stdin?: string | Uint8Array;
  /** Ends the wait, and the connection with it. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a command in a pod to its end, whatever its exit code.
 * @throws {SetupError} when the command could not be run or its exit code is not known: a lost one is no success.
 */
export async function exec(
  cluster: Cluster,
  pod: PodRef,
  command: readonly string[],
  { stdin, signal }: ExecOptions = {},
): Promise<ExecResult> {
  const channel = await openExec(cluster, pod, command);
  const abort = (): void => channel.kill();
  signal?.addEventListener('abort', abort, { once: true });
  channel.stdin.on('error', () => undefined); // A command may end without reading; its exit code says how.
  channel.stdin.end(stdin);
  const [stdout, stderr, end] = await Promise.all([
    buffer(channel.stdout),
    buffer(channel.stderr),
    channel.ended,
  ]);
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  const text = { stdout: stdout.toString(), stderr: stderr.toString() };
  if (end.code !== null) return { ...text, exitCode: end.code };
  throw new SetupError(`${describe(pod, command)} has no exit code: ${end.reason}${tail(text.stderr)}`);
}

/**
 * Runs a command in a pod that must succeed, and resolves to its stdout.
 * @throws {SetupError} with the exit code and the last lines of stderr.
 */
export async function execChecked(
  cluster: Cluster,
  pod: PodRef,
  command: readonly string[],
  options: ExecOptions = {},
): Promise<string> {
  const { stdout, stderr, exitCode } = await exec(cluster, pod, command, options);
  if (exitCode === 0) return stdout;
  throw new SetupError(
    `${describe(pod, command)} ended with exit code ${exitCode}, expected 0${tail(stderr)}`,
  );
}

/** The first word only: arguments may hold secrets. */
function describe({ namespace, name }: PodRef, [program = '']: readonly string[]): string {
  return `\`${program}\` in pod ${namespace}/${name}`;
}

function tail(stderr: string): string {
  const lines = stderr.trim().split('\n').slice(-10).join('\n');
  return lines === '' ? '' : `; stderr:\n${lines}`;
}
