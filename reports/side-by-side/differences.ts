import type { CellResult, Difference } from './model.ts';
import { isDecided } from './trend.ts';

/** A difference in time is told from this factor on, and this many milliseconds. */
const slower = { factor: 3, ms: 1000 } as const;

/** What the deployments do not have in common in one check; `whole` names those in which nothing was left out. */
export function differencesOf(
  results: readonly CellResult[],
  deployments: readonly string[],
  whole: ReadonlySet<string>,
): Difference[] {
  const decided = results.filter(({ verdict }) => isDecided(verdict));
  const lacking = deployments.filter((name) => {
    const own = results.filter(({ deployment }) => deployment === name);
    return own.length === 0 ? whole.has(name) : own.every(({ verdict }) => verdict === 'unsupported');
  });
  return [
    ...(new Set(decided.map(({ verdict }) => verdict)).size > 1 ? (['verdict'] as const) : []),
    ...(decided.length > 0 && lacking.length > 0 ? (['support'] as const) : []),
    ...(differInTime(decided) ? (['time'] as const) : []),
  ];
}

function differInTime(decided: readonly CellResult[]): boolean {
  const times = decided.filter(({ verdict }) => verdict === 'passed').map(({ durationMs }) => durationMs);
  if (times.length < 2) return false;
  const [least, most] = [Math.min(...times), Math.max(...times)];
  return most - least >= slower.ms && most >= slower.factor * least;
}
