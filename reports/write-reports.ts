import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redact } from '../helpers/model/redact.ts';
import { Conformance } from '../helpers/model/results.ts';
import { junitOf } from './junit.ts';
import { metricsOf } from './metrics.ts';
import { summaryOf } from './summary.ts';

/** Writes a run's results in every format: conformance.json, junit.xml, summary.md and metrics.prom. */
export async function writeReports(folder: string, given: Conformance): Promise<void> {
  const conformance = Conformance.parse(given);
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, 'conformance.json'), `${JSON.stringify(conformance, null, 2)}\n`);
  await writeWhole(join(folder, 'junit.xml'), junitOf(conformance));
  await writeWhole(join(folder, 'summary.md'), summaryOf(conformance));
  await writeWhole(join(folder, 'metrics.prom'), await metricsOf(conformance));
}

/** Writes a file whole or not at all, without any secret. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, redact(text));
  await rename(partial, file);
}
