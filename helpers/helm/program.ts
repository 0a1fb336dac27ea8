import { globSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { InconclusiveError } from '../model/errors.ts';

/**
 * Finds Helm: `KORTHWEB_HELM`, one on the PATH, or the one that the lab has built.
 * @throws {InconclusiveError} where there is none: what Helm would say is not known then.
 */
export async function findHelm(environment = process.env): Promise<string> {
  const named = environment['KORTHWEB_HELM'];
  const onPath = (environment['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'helm'));
  const candidates = named ? [named] : [...onPath, ...builtByTheLab(environment)];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  const looked = named ? `KORTHWEB_HELM (${named})` : "the PATH and the lab's cache";
  throw new InconclusiveError(
    `Expected to find Helm in ${looked}, it is not there. Next: install Helm 3, or name it with KORTHWEB_HELM`,
  );
}

/** The lab builds into folders that are named by what went into them. */
function builtByTheLab({ KORTHWEB_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string[] {
  const cache = KORTHWEB_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'korthweb');
  return globSync(join(cache, 'artifacts', 'go-tools-*', 'helm')).toSorted();
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
