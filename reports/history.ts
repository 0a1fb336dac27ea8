import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conformance } from '../helpers/model/results.ts';

/** How many runs are kept for comparison. */
const kept = 20;

/** Keeps a run's results beside those of the runs before, and forgets the oldest. */
export async function keepHistory(
  folder: string,
  { startedAt }: Pick<Conformance, 'startedAt'>,
): Promise<void> {
  const history = join(folder, 'history');
  await mkdir(history, { recursive: true });
  await copyFile(join(folder, 'conformance.json'), join(history, `${startedAt.replaceAll(':', '-')}.json`));
  const runs = (await readdir(history)).filter((file) => file.endsWith('.json')).toSorted();
  await Promise.all(runs.slice(0, -kept).map((file) => rm(join(history, file), { force: true })));
}
