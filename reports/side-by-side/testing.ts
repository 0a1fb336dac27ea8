import { join } from 'node:path';
import { summarize, type CheckResult, type Verdict } from '../../helpers/model/results.ts';
import { areaOf } from '../check-id.ts';
import { keepHistory } from '../history.ts';
import { writeReports } from '../write-reports.ts';

export interface WrittenRun {
  readonly name: string;
  /** The day of the month on which it began. */
  readonly day: number;
  /** Verdicts by id; a time in milliseconds where it matters. */
  readonly checks: Readonly<
    Record<string, Verdict | { readonly verdict: Verdict; readonly durationMs: number }>
  >;
  /** A whole run has the check that only whole runs have. */
  readonly whole?: boolean;
}

/** Writes a run's results as `korthweb verify` does, history included, for tests of what reads them. */
export async function writeRun(root: string, { name, day, checks, whole = true }: WrittenRun): Promise<void> {
  const all: WrittenRun['checks'] = {
    ...checks,
    ...(whole ? { 'coverage/resources-are-exercised': 'passed' } : {}),
  };
  const results = Object.entries(all).map(([id, given]) =>
    typeof given === 'string' ? aCheck(id, given) : aCheck(id, given.verdict, given.durationMs),
  );
  const startedAt = `2026-05-${String(day).padStart(2, '0')}T02:00:00.000Z`;
  const run = { approach: name, cluster: `kind-korthweb-${name}`, startedAt, durationMs: 61_500 };
  await writeReports(join(root, name), {
    schemaVersion: 1,
    ...run,
    summary: summarize(results),
    checks: results,
  });
  await keepHistory(join(root, name), run);
}

const aCheck = (id: string, verdict: Verdict, durationMs = 120): CheckResult => ({
  id,
  title: `the behaviour <of> ${id}`,
  area: areaOf(id),
  tags: ['core'],
  verdict,
  durationMs,
  reason: verdict === 'passed' ? null : `${verdict}: expected one | thing,\ngot another`,
  knownDeviation: null,
  exercises: [],
  controls: [],
});
