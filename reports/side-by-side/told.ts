import type { CellResult, CheckRow, DeploymentColumn, SideBySide } from './model.ts';
import { isBad } from './trend.ts';

/** What there is to say of a deployment's checks since its runs before, in the order of how much it matters. */
export interface Told {
  readonly what:
    'newly failing' | 'still failing' | 'new and failing' | 'flaky' | 'fixed' | 'gone' | 'changed';
  /** Ids of checks, with their tenant; where the verdict became another one, with both. */
  readonly checks: readonly string[];
}

const kinds: readonly (readonly [Told['what'], (cell: CellResult) => boolean])[] = [
  ['newly failing', ({ trend }) => trend === 'newly-failing'],
  ['still failing', ({ trend }) => trend === 'still-failing'],
  ['new and failing', ({ trend, verdict }) => trend === 'new' && isBad(verdict)],
  ['flaky', ({ flaky }) => flaky],
  ['fixed', ({ trend }) => trend === 'fixed'],
  ['changed', ({ trend }) => trend === 'changed'],
];

/** What changed in one deployment; what did not occur is left out. */
export function toldOf({ name, gone }: DeploymentColumn, { checks }: SideBySide): Told[] {
  const cells = checks.flatMap((row) =>
    row.results.filter(({ deployment }) => deployment === name).map((cell) => ({ row, cell })),
  );
  const told = kinds.map(([what, applies]): Told => {
    const found = cells.filter(({ cell }) => applies(cell));
    return { what, checks: found.map(({ row, cell }) => labelOf(row, cell)) };
  });
  return [...told, { what: 'gone' as const, checks: gone }].filter((each) => each.checks.length > 0);
}

/** What the lists do not name: how much is new, or that nothing changed; null when there is nothing to add. */
export function remainderOf(deployment: DeploymentColumn, compared: SideBySide): string | null {
  if (deployment.earlierRuns === 0) return 'first run on record';
  const results = compared.checks.flatMap((row) => row.results);
  const fresh = results.filter((one) => one.deployment === deployment.name && one.trend === 'new').length;
  if (fresh > 0) return `${fresh} new`;
  return toldOf(deployment, compared).length ? null : 'nothing changed since the runs before';
}

function labelOf({ id }: CheckRow, { tenant, before, verdict }: CellResult): string {
  const turn = before && before !== verdict ? ` (${before} → ${verdict})` : '';
  return `${id}${tenant ? `@${tenant}` : ''}${turn}`;
}

/** Seconds with as many digits as matter. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;

const gravest = ['failed', 'setup-failed', 'inconclusive', 'passed', 'unsupported', 'skipped'] as const;

/** What tenants' results of one check in one deployment come to: the gravest verdict, the longest time. */
export function together(results: readonly CellResult[]): Pick<CellResult, 'verdict' | 'durationMs'> | null {
  const verdict = gravest.find((one) => results.some((result) => result.verdict === one));
  return verdict ? { verdict, durationMs: Math.max(...results.map(({ durationMs }) => durationMs)) } : null;
}
