import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../../helpers/model/errors.ts';
import { reportVariables } from '../../reports/reporters.ts';

const require = createRequire(import.meta.url);
/** Playwright's program. */
export const command = join(dirname(require.resolve('playwright/package.json')), 'cli.js');

/** The checkout's root, where Playwright finds its configuration. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Every process of Playwright's loads the same modules. Node keeps them compiled, and takes types away by itself: without
 * Playwright's own loader each starts a second sooner.
 */
const quickStart = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), PW_DISABLE_TS_ESM: '1' };

export interface PlaywrightOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes: standard error when the results themselves go to standard output, nowhere when nobody looks. */
  readonly output: 'stdout' | 'stderr' | 'none';
  readonly signal: AbortSignal;
}

/** A process of Playwright's that loads its tests at once, and runs them when it is told to. */
export interface PlaywrightRun {
  /** It is its turn, in what began then. Resolves to its exit code; what came of the tests is in the reports. */
  run(began: Date): Promise<number>;
  /** Ends what has had no turn yet. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Has Playwright load tests, to run them later. */
export function startPlaywright(args: readonly string[], options: PlaywrightOptions): PlaywrightRun {
  const child = start(args, { ...options, env: { ...options.env, [reportVariables.turn]: '1' } }, 'pipe');
  const code = ended(child, options.signal);
  // One that is never run may fail unheard.
  code.catch(() => undefined);
  // What has gone already takes no turn.
  child.stdin?.on('error', () => undefined);
  return {
    run: (began) => {
      child.stdin?.end(began.toISOString());
      return code;
    },
    [Symbol.asyncDispose]: async () => {
      child.stdin?.end();
      await code.catch(() => undefined);
    },
  };
}

/** Runs Playwright to its end, and resolves to its exit code. */
export const playwright = (args: readonly string[], options: PlaywrightOptions): Promise<number> =>
  ended(start(args, options, 'ignore'), options.signal);

function start(
  args: readonly string[],
  { cwd, env, output, signal }: PlaywrightOptions,
  stdin: 'pipe' | 'ignore',
): ChildProcess {
  signal.throwIfAborted();
  const stream = { stdout: 1, stderr: 2, none: 'ignore' } as const;
  return spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...quickStart, ...process.env, ...env },
    stdio: [stdin, stream[output], output === 'none' ? 'ignore' : 2],
    // In a process group of its own: a Ctrl-C must reach it once, through us, or it would not clean up.
    detached: true,
  });
}

async function ended(child: ChildProcess, signal: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', (cause) =>
    reject(new SetupError(`Playwright cannot be started: ${cause.message}`, { cause })),
  );
  child.on('exit', (code) => resolve(code ?? 1));
  // One that waits for its turn cannot hear of a signal until its wait ends.
  const stop = (): void => {
    child.kill('SIGINT');
    child.stdin?.end();
  };
  // Nothing outlives this process, not even when it must end at once.
  const kill = (): void => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', stop);
  process.on('exit', kill);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    process.off('exit', kill);
  }
}
