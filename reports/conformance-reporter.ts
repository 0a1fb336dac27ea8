import { sep } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { redact } from '../helpers/model/redact.ts';
import { summarize, type CheckResult } from '../helpers/model/results.ts';
import { areaOf, checkOfFile, noCheck } from './check-id.ts';
import { checkResult, textOf } from './check-result.ts';
import { outFolder } from './out.ts';
import { writeReports } from './write-reports.ts';

export interface ConformanceReporterOptions {
  /** The folder that receives the results; by default that of the first project's name. */
  readonly folder?: string;
}

/** Maps Playwright's results to verdicts, and writes them in every format. */
export default class ConformanceReporter implements Reporter {
  readonly #folder: string | undefined;
  readonly #checks: CheckResult[] = [];
  #root = '';
  #project = '';

  constructor({ folder }: ConformanceReporterOptions = {}) {
    this.#folder = folder;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    const [project] = suite.suites.map((one) => one.project());
    this.#root = project?.testDir ?? config.projects[0]?.testDir ?? config.rootDir;
    this.#project = project?.name ?? config.projects[0]?.name ?? 'run';
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const check = checkResult(this.#root, test, result);
    this.#checks.push(this.#checks.some(({ id }) => id === check.id) ? duplicate(check) : check);
  }

  onError(error: TestError): void {
    this.#checks.push(brokenRun(this.#root, error));
  }

  async onEnd({ startTime, duration }: FullResult): Promise<void> {
    const [approach = 'run'] = this.#project.split('@');
    await writeReports(this.#folder ?? outFolder(approach), {
      schemaVersion: 1,
      approach,
      cluster: process.env['KORTHWEB_CONTEXT'] ?? '',
      startedAt: startTime.toISOString(),
      durationMs: Math.round(duration),
      summary: summarize(this.#checks),
      checks: this.#checks.toSorted((a, b) => a.id.localeCompare(b.id)),
    });
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** Two tests of one id would hide each other in every comparison of runs. */
const duplicate = (check: CheckResult): CheckResult => ({
  ...check,
  verdict: 'setup-failed',
  reason: `another test has the id ${check.id} too: end each title of a table with its own [case]`,
});

/** An error outside any test, such as a file that does not load: no check of that file ran. */
function brokenRun(root: string, error: TestError): CheckResult {
  const id = fileOf(root, error);
  const reason = redact(textOf(error));
  const nothing = { tags: [], durationMs: 0, knownDeviation: null, exercises: [], controls: [] };
  return { id, title: 'The suite loads', area: areaOf(id), verdict: 'setup-failed', reason, ...nothing };
}

/** The check whose file an error names; a file that cannot be imported has no location of its own. */
function fileOf(root: string, { location, stack }: TestError): string {
  const named = [location?.file ?? '', ...(stack?.match(/\/\S+\.spec\.ts/g) ?? [])];
  const file = named.find((path) => path.startsWith(`${root}${sep}`));
  return file ? checkOfFile(root, file) : noCheck;
}
