import { execa } from 'execa';
import { SetupError } from '../model/errors.ts';
import { mask } from './mask.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Ends the child with SIGTERM, and with SIGKILL five seconds later. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the child is ended. */
  readonly timeout?: number;
  /** Masked in every message. */
  readonly secrets?: readonly string[];
  /** Called for each line of both outputs, as it comes. */
  readonly onLine?: (line: string) => void;
  /** Resolve on any exit code (default false: only 0 resolves). */
  readonly anyExitCode?: boolean;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly durationMs: number;
}

/**
 * Runs a command to its end and keeps what it wrote.
 * @throws {SetupError} naming the command, how it ended and the last lines of its stderr, secrets masked.
 */
export async function run(
  command: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  const child = execa(command, args, { ...execaOptions(options), reject: false });
  if (options.onLine) void forward(child.iterable({ from: 'all' }), options.onLine);
  const result = await child;
  const text = { stdout: result.stdout, stderr: result.stderr };
  const { exitCode, durationMs } = result;
  if (
    exitCode !== undefined &&
    !result.isCanceled &&
    !result.timedOut &&
    (exitCode === 0 || options.anyExitCode)
  ) {
    return { ...text, exitCode, durationMs };
  }
  throw failure([command, ...args].join(' '), { ...text, end: howItEnded(result, options), options });
}

function execaOptions({ cwd, env, input, signal, timeout }: RunOptions) {
  return {
    all: true,
    forceKillAfterDelay: 5000,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

async function forward(lines: AsyncIterable<unknown>, onLine: (line: string) => void): Promise<void> {
  try {
    for await (const line of lines) onLine(String(line));
  } catch {
    // A failing child rejects its iterator too; run() reports it, once.
  }
}

interface Ended {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
  readonly isCanceled: boolean;
  readonly timedOut: boolean;
  readonly originalMessage?: string | undefined;
}

function howItEnded(ended: Ended, { timeout }: RunOptions): string {
  if (ended.timedOut) return `was ended after ${(timeout ?? 0) / 1000} s without an end of its own`;
  if (ended.isCanceled) return 'was stopped on request';
  if (ended.code === 'ENOENT') return 'was not found; is it installed and on the PATH?';
  if (ended.signal !== undefined) return `was ended by ${ended.signal}`;
  if (ended.exitCode !== undefined) return `ended with exit code ${ended.exitCode}, expected 0`;
  return `could not be run: ${ended.originalMessage ?? 'no reason given'}`;
}

interface Failure {
  readonly stdout: string;
  readonly stderr: string;
  readonly end: string;
  readonly options: RunOptions;
}

function failure(commandLine: string, { stdout, stderr, end, options }: Failure): SetupError {
  const output = (stderr.trim() || stdout.trim()).split('\n').slice(-15).join('\n');
  const where = options.cwd === undefined ? '' : ` (in ${options.cwd})`;
  const message = `\`${commandLine}\`${where} ${end}${output === '' ? '' : `; its last lines:\n${output}`}`;
  const aborted = options.signal?.aborted ? { cause: options.signal.reason as unknown } : {};
  return new SetupError(mask(message, options.secrets ?? []), aborted);
}
