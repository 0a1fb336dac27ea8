import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultScore } from '../helpers/model/results.ts';
import { faultsMarkdown } from './faults-markdown.ts';
import { faultsPage } from './faults-page.ts';
import { writeWhole } from './write-reports.ts';

/** Writes the score in every format: faults.json, faults.md and faults.html. */
export async function writeFaultReports(folder: string, given: FaultScore): Promise<void> {
  const score = FaultScore.parse(given);
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, 'faults.json'), `${JSON.stringify(score, null, 2)}\n`);
  await writeWhole(join(folder, 'faults.md'), faultsMarkdown(score));
  await writeWhole(join(folder, 'faults.html'), faultsPage(score));
}
