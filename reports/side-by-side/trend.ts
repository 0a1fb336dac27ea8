import type { Verdict } from '../../helpers/model/results.ts';

/** How a check's verdict compares with its last earlier result; docs/results.md defines each. */
export const trends = ['new', 'newly-failing', 'still-failing', 'fixed', 'changed', 'same'] as const;
export type Trend = (typeof trends)[number];

/** Results that flakiness is told from, this run's included. */
const window = 10;

type Side = 'good' | 'bad' | 'neither';

const sides: Readonly<Record<Verdict, Side>> = {
  passed: 'good',
  failed: 'bad',
  inconclusive: 'bad',
  'setup-failed': 'bad',
  unsupported: 'neither',
  skipped: 'neither',
};

/** Whether a verdict says that something is wrong or could not be told. */
export const isBad = (verdict: Verdict): boolean => sides[verdict] === 'bad';

/** Whether a verdict says something of the behaviour itself: not `unsupported`, not `skipped`. */
export const isDecided = (verdict: Verdict): boolean => sides[verdict] !== 'neither';

/** The last earlier result that was not the user's choice to skip; `earlier` is newest first. */
export const lastResult = (earlier: readonly Verdict[]): Verdict | null =>
  earlier.find((verdict) => verdict !== 'skipped') ?? null;

/** What has become of a check since its last earlier result; `earlier` is newest first. */
export function trendOf(now: Verdict, earlier: readonly Verdict[]): Trend {
  const before = lastResult(earlier);
  if (now === 'skipped') return 'same';
  if (before === null) return 'new';
  if (isBad(now)) return isBad(before) ? 'still-failing' : 'newly-failing';
  if (now === 'passed' && isBad(before)) return 'fixed';
  return now === before ? 'same' : 'changed';
}

/** Whether a check went from good to bad and back, or the other way, within its last ten results. */
export function isFlaky(now: Verdict, earlier: readonly Verdict[]): boolean {
  const decided = [now, ...earlier].filter(isDecided).slice(0, window);
  const turns = decided.filter((verdict, at) => {
    const next = decided[at + 1];
    return next !== undefined && isBad(verdict) !== isBad(next);
  });
  return turns.length >= 2;
}
