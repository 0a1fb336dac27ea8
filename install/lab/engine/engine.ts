import { ConfigError } from '../../../helpers/model/errors.ts';
import type { Say } from '../steps/step.ts';
import { answers, engineAt, type Engine } from './docker.ts';
import { privateEngine, startPrivateEngine } from './private-engine.ts';

/** The user's own engine, as `docker` finds it. */
export const userEngine: Engine = engineAt('user', {});

/** The engine that answers now: the user's, else the lab's own; null when neither does. */
export async function findEngine(): Promise<Engine | null> {
  const [user, lab] = await Promise.all([answers(userEngine), answers(privateEngine)]);
  if (user) return userEngine;
  return lab ? privateEngine : null;
}

/** The engine to use: the one that answers, else the lab's own, started with the OCI runtime given or built. */
export async function requireEngine(say: Say, runtime?: string): Promise<Engine> {
  const found = await findEngine();
  if (found) return found;
  if (process.getuid?.() !== 0) {
    throw new ConfigError(
      'Expected a Docker engine that answers, got none. Next: start Docker, or run as root, and `korthweb up` starts a private one.',
    );
  }
  return await startPrivateEngine(say, runtime);
}
