import { join } from 'node:path';
import { tagsOfPermission } from '../../fixtures/disruptive.ts';
import { ConfigError, explain } from '../../helpers/model/errors.ts';
import type { CheckResult, FaultResult, FaultScore } from '../../helpers/model/results.ts';
import { writeFaultReports } from '../../reports/fault-reports.ts';
import type { PlaywrightOptions } from '../verify/playwright.ts';
import { projectRoot } from '../verify/playwright.ts';
import { prepare, type Prepared } from '../verify/prepare.ts';
import { selectedFiles, type Selection } from '../verify/selection.ts';
import type { Settings } from '../verify/settings.ts';
import { clearEarlierRuns } from '../verify/clear-earlier-runs.ts';
import { cleaningUp, runChecks, type RunOptions } from '../verify/verify.ts';
import { loadFaults, type NamedFault } from './load-faults.ts';
import { resultOf, scoreOf } from './outcome.ts';
import { sampleOf } from './sample.ts';
import { throwUnlessHealthy, tryFault } from './trial.ts';

export interface FaultsOptions {
  readonly approach: string | undefined;
  readonly settings: Settings;
  /** Names of more clusters of the same approach, which share the work. */
  readonly alongside: readonly string[];
  /** Names of faults; all of them when empty. */
  readonly only: readonly string[];
  /** One fault for each area of checks, instead of all. */
  readonly sample: boolean;
  readonly output: PlaywrightOptions['output'];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** Called with each fault's result as it comes. */
  readonly onResult: (result: FaultResult) => void;
}

/** Puts each fault into a healthy cluster, one after the other in each cluster, and scores what the checks catch. */
export async function faults(options: FaultsOptions): Promise<FaultScore & { readonly folder: string }> {
  const loaded = await loadFaults(options.only);
  requireChecks(loaded);
  await using clusters = new AsyncDisposableStack();
  const first = clusters.use(await prepare(options.approach, options.settings));
  const named = options.sample ? sampleOf(loaded, first.deployment.approach.features) : loaded;
  const all = [first];
  for (const name of options.alongside) {
    all.push(clusters.use(await prepare(options.approach, { ...options.settings, name })));
  }
  all.forEach(requireLab);
  const score = await tryBetweenHealthy(named, all, options);
  await writeFaultReports(first.folder, score);
  return { ...score, folder: first.folder };
}

/** No fault goes into a cluster that is not healthy: what the checks say there would mean nothing. */
async function tryBetweenHealthy(
  named: readonly NamedFault[],
  clusters: readonly Prepared[],
  options: FaultsOptions,
): Promise<FaultScore> {
  const queue = [...named];
  const outcomes = await Promise.all(
    clusters.map(async (prepared) => {
      for (const line of await clearEarlierRuns(prepared.cluster, prepared.deployment)) options.say(line);
      return await cleaningUp(prepared, () => tryInOne(queue, selectionFor(named), prepared, options));
    }),
  );
  const tried = outcomes.flatMap(({ results }) => results);
  // Where no cluster was healthy to begin with, there is nothing to say of any fault.
  const left =
    tried.length > 0 ? queue.map((one) => errorOf(one, 'not tried: no healthy cluster was left')) : [];
  left.forEach(options.onResult);
  const order = new Map(named.map(({ name }, index) => [name, index]));
  const results = [...tried, ...left].toSorted(
    (one, other) => (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0),
  );
  return {
    schemaVersion: 1,
    approach: clusters[0]?.deployment.approach.name ?? '',
    score: results.length > 0 ? scoreOf(results) : null,
    healthyBefore: outcomes.every(({ before }) => before),
    healthyAfter: outcomes.every(({ after }) => after),
    faults: results,
  };
}

interface OneCluster {
  readonly before: boolean;
  readonly after: boolean;
  readonly results: readonly FaultResult[];
}

/** Takes faults from the queue that all clusters share, for as long as this one is healthy. */
async function tryInOne(
  queue: NamedFault[],
  selection: Selection,
  prepared: Prepared,
  options: FaultsOptions,
): Promise<OneCluster> {
  const { context } = prepared.deployment;
  options.say(`Is ${context} healthy before?`);
  const before = await illness(prepared, selection, options);
  if (before !== undefined) {
    options.say(`No: ${before}\nSo no fault was put in. Next: npx korthweb up`);
    return { before: false, after: false, results: [] };
  }
  const results = await tryAll(queue, prepared, options);
  options.say(`Is ${context} healthy after?`);
  const after = await illness(prepared, selection, options);
  if (after !== undefined) options.say(`No: ${after}`);
  return { before: true, after: after === undefined, results };
}

/** The result of a fault that was not tried to its end. */
const errorOf = (named: NamedFault, reason: string): FaultResult =>
  resultOf(named, { outcome: 'error', reason }, 0);

/** 1 when a fault was missed or broke, 2 when the cluster was not healthy around it, else 0. */
export function faultsExitCode({ faults: results, healthyBefore, healthyAfter }: FaultScore): 0 | 1 | 2 {
  if (results.some(({ outcome }) => outcome === 'missed' || outcome === 'error')) return 1;
  return healthyBefore && healthyAfter ? 0 : 2;
}

/** A fault whose expected check is not there would always be missed. @throws {ConfigError} */
function requireChecks(named: readonly NamedFault[]): void {
  for (const { name, fault } of named) {
    const checks = fault.expected.filter(
      (id) => selectedFiles(suites, { ...none, checks: [id] }).length === 0,
    );
    if (checks.length)
      throw new ConfigError(`faults/${name} expects ${checks.join(', ')}, which is not in suites/`);
  }
}

function requireLab({ deployment }: Prepared): void {
  if (deployment.lab) return;
  throw new ConfigError(
    `Faults break a cluster on purpose: expected one of the lab, which carries the ConfigMap korthweb-lab/korthweb-lab; ` +
      `${deployment.context} does not. Next: npx korthweb up`,
  );
}

async function tryAll(
  queue: NamedFault[],
  prepared: Prepared,
  options: FaultsOptions,
): Promise<FaultResult[]> {
  const { cluster, deployment } = prepared;
  const [tenant] = deployment.approach.tenants;
  if (!tenant) throw new ConfigError(`Approach ${deployment.approach.name} has no tenant`);
  const context = { cluster, approach: deployment.approach, tenant };
  const results: FaultResult[] = [];
  for (let one = queue.shift(); one; one = queue.shift()) {
    options.signal.throwIfAborted();
    const folder = join(prepared.folder, 'faults', one.name);
    try {
      const result = await tryFault(one, {
        context,
        id: deployment.run,
        signal: options.signal,
        run: (checks, { areas = [], ...when } = {}) =>
          runQuietly(
            prepared,
            { ...none, checks, areas, grep: casesOf(checks, areas) },
            { ...when, signal: options.signal, folder },
          ),
      });
      options.onResult(result);
      results.push(result);
    } catch (error) {
      options.signal.throwIfAborted();
      const reason = `It could not be taken out again: ${explain(error)}. Next: npx korthweb sweep`;
      const result = errorOf(one, reason);
      options.onResult(result);
      return [...results, result];
    }
  }
  return results;
}

/**
 * Undefined where every check of the selection is well, else what is not. Checks that could not tell, on a busy machine
 * say, are asked once more. Disruptive ones are left out: each one that catches a fault must pass after the revert,
 * which tells the same.
 */
async function illness(
  prepared: Prepared,
  selection: Selection,
  { signal, say }: FaultsOptions,
): Promise<string | undefined> {
  const folder = join(prepared.folder, 'faults', 'health');
  const run = (of: Selection): Promise<CheckResult[]> =>
    runChecks(prepared, { selection: of, output: 'none', signal, disruptive: false, folder });
  try {
    const results = await run(selection);
    const unsure = results.filter(isUnsure).map(({ id }) => id);
    if (unsure.length > 0) say(`Asked once more, since it could not tell: ${unsure.join(', ')}`);
    const again = unsure.length > 0 ? await run({ ...none, checks: unsure, grep: casesOf(unsure, []) }) : [];
    throwUnlessHealthy([...results.filter((result) => !isUnsure(result)), ...again]);
    return undefined;
  } catch (error) {
    return explain(error);
  }
}

const isUnsure = ({ verdict }: CheckResult): boolean => verdict === 'inconclusive';

const suites = join(projectRoot, 'suites');
const none: Selection = { areas: [], checks: [], tags: [], grep: undefined };

/** What the faults concern: their areas and the checks that they expect. */
const selectionFor = (named: readonly NamedFault[]): Selection => ({
  ...none,
  areas: [...new Set(named.flatMap(({ fault }) => fault.areas ?? []))],
  checks: [...new Set(named.flatMap(({ fault }) => fault.expected))],
});

/** A pattern of the cases that are meant, where every check names one: the rest of a table need not run. */
export function casesOf(checks: readonly string[], areas: readonly string[]): string | undefined {
  const cases = checks.flatMap((id) => /\[.*\]/.exec(id)?.[0] ?? []);
  if (areas.length > 0 || cases.length < checks.length) return undefined;
  return cases.map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
}

/** True where one of these checks runs only with `--disruptive`; of no checks it is false. */
export function needPermission(checks: readonly string[]): boolean {
  const files = checks.length > 0 ? selectedFiles(suites, { ...none, checks }) : [];
  return files.some(({ text }) => tagsOfPermission.some((tag) => text.includes(tag)));
}

/** Runs checks without a word; disruptive ones only where they are asked for by name. */
function runQuietly(
  prepared: Prepared,
  selection: Selection,
  options: Pick<RunOptions, 'signal' | 'folder' | 'after'>,
): Promise<CheckResult[]> {
  const disruptive = needPermission(selection.checks);
  return runChecks(prepared, { ...options, selection, output: 'none', disruptive });
}
