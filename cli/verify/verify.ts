import { join } from 'node:path';
import { deleteRunNamespace } from '../../helpers/kube/run-namespace.ts';
import type { CheckResult, Conformance } from '../../helpers/model/results.ts';
import { clearEarlierRuns } from './clear-earlier-runs.ts';
import { coverage } from './coverage.ts';
import { exitCodeOf, finish } from './finish.ts';
import { applyKnownIssues, knownIssuesCheck } from './known-issues.ts';
import { projectRoot, type PlaywrightOptions } from './playwright.ts';
import { prepare, type Prepared } from './prepare.ts';
import { runPhases } from './run-phases.ts';
import { isUnfiltered, requireSelected, type Selection } from './selection.ts';
import type { Settings } from './settings.ts';

export interface VerifyOptions {
  /** The approach's name; the lab's record of the cluster decides where it is left out. */
  readonly approach: string | undefined;
  readonly settings: Settings;
  readonly output: PlaywrightOptions['output'];
  readonly signal: AbortSignal;
  /** Called with what is worth saying besides the checks. */
  readonly say?: (line: string) => void;
}

export interface Verified {
  readonly conformance: Conformance;
  readonly exitCode: 0 | 1 | 2;
  /** Where the reports are. */
  readonly folder: string;
}

/** Verifies a deployment: finds it, clears what earlier runs left, runs the checks, writes the reports. */
export async function verify({
  approach,
  settings,
  output,
  signal,
  say = () => {},
}: VerifyOptions): Promise<Verified> {
  const started = new Date();
  const selection = selectionOf(settings);
  requireSelected(join(projectRoot, 'suites'), selection);
  await using prepared = await prepare(approach, settings);
  const cleared = clearEarlierRuns(prepared.cluster, prepared.deployment).then((did) => did.forEach(say));
  const running = () => runChecks(prepared, { selection, output, signal, after: cleared });
  // Both are awaited: where the checks end before they wait for it, what could not be cleared is still heard of.
  const [found] = await cleaningUp(prepared, () => Promise.all([running(), cleared]));
  const checks = isUnfiltered(selection) && found.length > 0 ? await asAWhole(prepared, found) : found;
  const { folder, deployment, knownIssues } = prepared;
  const conformance = await finish(folder, deployment, applyKnownIssues(checks, knownIssues), started);
  return { conformance, exitCode: exitCodeOf(conformance.checks), folder };
}

/** What the settings select. */
export const selectionOf = ({ area = [], tag = [], grep }: Settings): Selection => ({
  areas: area,
  checks: [],
  tags: tag,
  grep,
});

export interface RunOptions {
  readonly selection: Selection;
  readonly output: PlaywrightOptions['output'];
  readonly signal: AbortSignal;
  readonly disruptive?: boolean;
  /** Another folder for the reports than the deployment's. */
  readonly folder?: string;
  /** What is waited for once the checks have been loaded, before the first of them runs. */
  readonly after?: Promise<unknown>;
}

/** Runs checks against what was prepared. */
export function runChecks(prepared: Prepared, options: RunOptions): Promise<CheckResult[]> {
  const { file, folder, secrets, disruptive, workers, deployment } = prepared;
  const tenants = deployment.approach.tenants.length;
  return runPhases({ folder, disruptive, workers, secrets, deployment: file, tenants, ...options });
}

/** Does a run's work, and then removes whatever it made in the cluster, however it ended. */
export async function cleaningUp<Result>(
  { cluster, deployment }: Prepared,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } finally {
    await deleteRunNamespace(cluster, deployment.run);
  }
}

/** A run's checks, with those of the run as a whole. */
async function asAWhole(
  { cluster, deployment, knownIssues }: Prepared,
  found: readonly CheckResult[],
): Promise<readonly CheckResult[]> {
  const checks = [...found, await coverage(cluster, deployment.approach, found)];
  return knownIssues.length > 0 ? [...checks, knownIssuesCheck(checks, knownIssues)] : checks;
}
