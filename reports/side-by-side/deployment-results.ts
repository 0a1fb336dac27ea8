import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { ConfigError, SetupError } from '../../helpers/model/errors.ts';
import { Conformance, FaultScore } from '../../helpers/model/results.ts';

/** Everything that is on record of one deployment. */
export interface DeploymentResults {
  readonly name: string;
  readonly conformance: Conformance;
  /** Runs before this one of the same approach in the same cluster, newest first. */
  readonly earlier: readonly Conformance[];
  readonly faults: FaultScore | null;
  /** Which pages were written beside it. */
  readonly pages: { readonly report: boolean; readonly faults: boolean };
}

/** The deployments with results in a folder, by name. */
export async function namesWithResults(root: string): Promise<string[]> {
  const folders = existsSync(root) ? await readdir(root) : [];
  return folders.filter((name) => existsSync(join(root, name, 'conformance.json'))).toSorted();
}

/** Reads what is on record of a deployment. @throws {ConfigError} when there is nothing. */
export async function readDeployment(root: string, name: string): Promise<DeploymentResults> {
  const folder = join(root, name);
  const file = join(folder, 'conformance.json');
  const next = `Next: npx korthweb verify --name ${name}`;
  if (!existsSync(file)) throw new ConfigError(`No results of ${name} in ${file}. ${next}`);
  const conformance = await parsed(Conformance, file, next);
  const score = join(folder, 'faults.json');
  return {
    name,
    conformance,
    earlier: await runsBefore(folder, conformance),
    faults: existsSync(score)
      ? await parsed(FaultScore, score, `Next: npx korthweb faults --name ${name}`)
      : null,
    pages: {
      report: existsSync(join(folder, 'html', 'index.html')),
      faults: existsSync(join(folder, 'faults.html')),
    },
  };
}

async function parsed<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  next: string,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new SetupError(`${file} does not hold results as this version writes them. ${next}`, { cause });
  }
}

async function runsBefore(
  folder: string,
  { approach, cluster, startedAt }: Conformance,
): Promise<Conformance[]> {
  const history = join(folder, 'history');
  const files = existsSync(history) ? await readdir(history) : [];
  const runs = await Promise.all(files.filter(isJson).map((file) => earlierRun(join(history, file))));
  return runs
    .filter((run) => run !== null)
    .filter((run) => run.approach === approach && run.cluster === cluster && run.startedAt < startedAt)
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
}

const isJson = (file: string): boolean => file.endsWith('.json');

/** A run on record; null where another version of this project wrote it. */
async function earlierRun(file: string): Promise<Conformance | null> {
  const text = await readFile(file, 'utf8');
  try {
    return Conformance.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
