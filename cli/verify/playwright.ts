import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../../helpers/model/errors.ts';

const require = createRequire(import.meta.url);
const command = join(dirname(require.resolve('playwright/package.json')), 'cli.js');

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

/** Runs Playwright to its end; what came of the tests is in the reports. Resolves to its exit code. */
export async function playwright(
  args: readonly string[],
  { cwd, env, output, signal }: PlaywrightOptions,
): Promise<number> {
  signal.throwIfAborted();
  const stream = { stdout: 1, stderr: 2, none: 'ignore' } as const;
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...quickStart, ...process.env, ...env },
    stdio: ['ignore', stream[output], output === 'none' ? 'ignore' : 2],
    // In a process group of its own: a Ctrl-C must reach it once, through us, or it would not clean up.
    detached: true,
  });
  const stop = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', stop);
  try {
    return await ended(child);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', (cause) =>
    reject(new SetupError(`Playwright cannot be started: ${cause.message}`, { cause })),
  );
  child.on('exit', (code) => resolve(code ?? 1));
  // Nothing outlives this process, not even when it must end at once.
  const kill = (): void => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
  };
  process.on('exit', kill);
  return promise.finally(() => process.off('exit', kill));
}
