import { globSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { InconclusiveError } from '../model/errors.ts';

/** A command-line program that checks call. */
export interface Program {
  /** Its name on the PATH. */
  readonly name: string;
  /** As messages call it, with its version: `Helm 3`. */
  readonly title: string;
  /** The environment variable that names its file. */
  readonly variable: string;
  /** The folder of the lab's artifacts that it is in. */
  readonly artifact: string;
}

/**
 * Finds a program: named by its variable, on the PATH, or as the lab has built it.
 * @throws {InconclusiveError} where there is none: what it would say is not known then.
 */
export async function findProgram(
  { name, title, variable, artifact }: Program,
  environment = process.env,
): Promise<string> {
  const named = environment[variable];
  const onPath = (environment['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  const candidates = named ? [named] : [...onPath, ...builtByTheLab(artifact, name, environment)];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  const looked = named ? `${variable} (${named})` : "the PATH and the lab's cache";
  throw new InconclusiveError(
    `Expected to find ${title} in ${looked}, it is not there. Next: install it, or name it with ${variable}`,
  );
}

/** The lab builds into folders that are named by what went into them. */
function builtByTheLab(
  artifact: string,
  name: string,
  { KORTHWEB_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv,
): string[] {
  const cache = KORTHWEB_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'korthweb');
  return globSync(join(cache, 'artifacts', `${artifact}-*`, name)).toSorted();
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
