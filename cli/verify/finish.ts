import { join } from 'node:path';
import { exitCode, summarize, type CheckResult, type Conformance } from '../../helpers/model/results.ts';
import type { Deployment } from '../../helpers/model/deployment.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import { keepHistory } from '../../reports/history.ts';
import { writeReports } from '../../reports/write-reports.ts';

/** The exit code of checks: as `exitCode` has it, with failures that are known left out. */
export const exitCodeOf = (checks: readonly CheckResult[]): 0 | 1 | 2 =>
  exitCode(summarize(checks.filter(({ knownIssue }) => !knownIssue)));

/** Puts a run's checks together and writes its reports. @throws {ConfigError} when nothing was selected: that is no green. */
export async function finish(
  folder: string,
  { approach, context }: Pick<Deployment, 'approach' | 'context'>,
  checks: readonly CheckResult[],
  started: Date,
): Promise<Conformance> {
  if (checks.length === 0) {
    throw new ConfigError(
      'No check was selected, so nothing was verified. Next: loosen --area, --tag or --grep',
    );
  }
  const conformance: Conformance = {
    schemaVersion: 1,
    approach: approach.name,
    cluster: context,
    startedAt: started.toISOString(),
    durationMs: Date.now() - started.getTime(),
    summary: summarize(checks),
    checks: checks.toSorted((a, b) => a.id.localeCompare(b.id)),
  };
  await writeReports(folder, conformance);
  await keepHistory(folder, conformance);
  return conformance;
}

/** The page that Playwright wrote. */
export const pageOf = (folder: string): string => join(folder, 'html', 'index.html');
