import type { CheckResult, Conformance, Verdict } from '../../helpers/model/results.ts';
import { areaOf, withoutTenant } from '../check-id.ts';
import { scoreLine } from '../faults-markdown.ts';
import type { DeploymentResults } from './deployment-results.ts';
import { differencesOf } from './differences.ts';
import type { CellResult, CheckRow, DeploymentColumn, SideBySide } from './model.ts';
import { isFlaky, lastResult, trendOf } from './trend.ts';
import { goneFrom, isWhole } from './whole-run.ts';

/** Puts deployments next to each other, check by check, each with what changed since its own runs before. */
export function compare(deployments: readonly DeploymentResults[]): SideBySide {
  const whole = new Set(
    deployments.filter(({ conformance }) => isWhole(conformance)).map(({ name }) => name),
  );
  const results = deployments.flatMap(resultsOf);
  const names = deployments.map(({ name }) => name);
  const rows = [...Map.groupBy(results, ({ id }) => id)].map(([id, found]): CheckRow => {
    const cells = found.map(({ cell }) => cell);
    const differs = differencesOf(cells, names, whole);
    return { id, title: found[0]?.title ?? '', area: areaOf(id), differs, results: cells };
  });
  return {
    schemaVersion: 1,
    deployments: deployments.map(columnOf),
    checks: rows.toSorted((a, b) => a.id.localeCompare(b.id)),
  };
}

function columnOf({ name, conformance, earlier, faults, pages }: DeploymentResults): DeploymentColumn {
  const { approach, cluster, startedAt, durationMs, summary } = conformance;
  return {
    name,
    approach,
    cluster,
    startedAt,
    durationMs,
    summary,
    earlierRuns: earlier.length,
    gone: goneFrom(conformance, earlier.find(isWhole)),
    faults: faults && { score: faults.score, line: scoreLine(faults) },
    pages: {
      report: pages.report ? `${name}/html/index.html` : null,
      faults: pages.faults ? `${name}/faults.html` : null,
    },
  };
}

interface Found {
  readonly id: string;
  readonly title: string;
  readonly cell: CellResult;
}

function resultsOf({ name, conformance, earlier }: DeploymentResults): Found[] {
  const before = verdictsById(earlier);
  return conformance.checks.map((check) => {
    const { check: id, tenant } = withoutTenant(check.id);
    return { id, title: check.title, cell: cellOf(check, name, tenant, before.get(check.id) ?? []) };
  });
}

function cellOf(
  { verdict, durationMs, reason }: CheckResult,
  deployment: string,
  tenant: string | null,
  earlier: readonly Verdict[],
): CellResult {
  return {
    deployment,
    tenant,
    verdict,
    durationMs,
    reason,
    before: lastResult(earlier),
    trend: trendOf(verdict, earlier),
    flaky: isFlaky(verdict, earlier),
  };
}

/** Each check's verdicts in runs that are newest first. */
function verdictsById(runs: readonly Conformance[]): ReadonlyMap<string, readonly Verdict[]> {
  const grouped = Map.groupBy(
    runs.flatMap(({ checks }) => checks),
    ({ id }) => id,
  );
  return new Map([...grouped].map(([id, checks]) => [id, checks.map(({ verdict }) => verdict)]));
}
