import { run, type RunOptions, type RunResult } from '../../../helpers/process/run.ts';

/** A Docker engine that answers. */
export interface Engine {
  /** `user`: the one that was here; `lab`: a private one that the lab started. */
  readonly kind: 'user' | 'lab';
  /** The environment that makes `docker` and `kind` use it. */
  readonly env: Readonly<Record<string, string>>;
  docker(args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

/** An engine that `docker` reaches with this environment. */
export function engineAt(kind: Engine['kind'], env: Readonly<Record<string, string>>): Engine {
  return {
    kind,
    env,
    docker: async (args, options = {}) =>
      await run('docker', args, { ...options, env: { ...env, ...options.env } }),
  };
}

/** Whether the engine answers within a few seconds. */
export async function answers(engine: Engine): Promise<boolean> {
  return await engine.docker(['version', '--format', '{{.Server.Version}}'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

/** Whether the engine has an image of this name. */
export async function hasImage(engine: Engine, name: string): Promise<boolean> {
  const { stdout } = await engine.docker(['image', 'ls', '--quiet', name]);
  return stdout.trim() !== '';
}
