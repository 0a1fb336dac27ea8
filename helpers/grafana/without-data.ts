import type { Series } from '../prometheus/client.ts';

/**
 * Why a query's answer has nothing to show; null where some series has a number. With `moved`, that number must be more
 * than zero: somebody is just doing what the query is about.
 */
export function whyWithoutData(series: readonly Series[], moved: boolean): string | null {
  if (series.length === 0) return 'it has no series';
  const numbers = series.map(({ value }) => value).filter(Number.isFinite);
  if (numbers.length === 0) return `none of its ${series.length} series has a number`;
  return moved && Math.max(...numbers) <= 0 ? `none of its ${series.length} series is more than 0` : null;
}
