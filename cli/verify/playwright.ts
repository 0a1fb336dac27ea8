import { spawn, type ChildProcess } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../../helpers/model/errors.ts';
import { turnVariable } from '../../helpers/model/run-start.ts';

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

/** A process of Playwright's that loads its tests and starts its workers at once, and runs the tests when told to. */
export interface PlaywrightRun {
  /** It is its turn, in what began then. Resolves to its exit code; what came of the tests is in the reports. */
  run(began: Date): Promise<number>;
  /** Ends what has had no turn yet. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Has Playwright load tests, to run them later. */
export function startPlaywright(args: readonly string[], options: PlaywrightOptions): PlaywrightRun {
  const turn = join(tmpdir(), `korthweb-turn-${crypto.randomUUID()}`);
  const child = start(args, { ...options, env: { ...options.env, [turnVariable]: turn } });
  let hasRun = false;
  const stop = (): void => {
    if (hasRun) child.kill('SIGINT');
    // None of its checks has begun, so there is nothing that it would have to clean up.
    else killGroup(child);
  };
  const code = ended(child, options.signal, stop);
  // One that is never run may fail unheard.
  code.catch(() => undefined);
  return {
    run: async (began) => {
      hasRun = true;
      try {
        // Whole or not at all, for whoever looks meanwhile.
        await writeFile(`${turn}.new`, began.toISOString());
        await rename(`${turn}.new`, turn);
        return await code;
      } finally {
        await rm(turn, { force: true });
      }
    },
    [Symbol.asyncDispose]: async () => {
      if (!hasRun) stop();
      await code.catch(() => undefined);
    },
  };
}

/** Runs Playwright to its end, and resolves to its exit code. */
export function playwright(args: readonly string[], options: PlaywrightOptions): Promise<number> {
  const child = start(args, options);
  return ended(child, options.signal, () => child.kill('SIGINT'));
}

function start(args: readonly string[], { cwd, env, output, signal }: PlaywrightOptions): ChildProcess {
  signal.throwIfAborted();
  const stream = { stdout: 1, stderr: 2, none: 'ignore' } as const;
  return spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...quickStart, ...process.env, ...env },
    stdio: ['ignore', stream[output], output === 'none' ? 'ignore' : 2],
    // In a process group of its own: a Ctrl-C must reach it once, through us, or it would not clean up.
    detached: true,
  });
}

async function ended(child: ChildProcess, signal: AbortSignal, stop: () => void): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', (cause) =>
    reject(new SetupError(`Playwright cannot be started: ${cause.message}`, { cause })),
  );
  child.on('exit', (code) => resolve(code ?? 1));
  // Nothing outlives this process, not even when it must end at once.
  const kill = (): void => killGroup(child);
  signal.addEventListener('abort', stop);
  process.on('exit', kill);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    process.off('exit', kill);
  }
}

/** Ends a process and all of its workers at once. */
function killGroup({ exitCode, signalCode, pid }: ChildProcess): void {
  if (exitCode === null && signalCode === null && pid !== undefined) process.kill(-pid, 'SIGKILL');
}
