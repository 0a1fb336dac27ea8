import type { Prometheus } from './client.ts';

/** How many are shown. */
const shown = 3;

/**
 * What there is instead of a metric that is missing, as words for a message: the metrics with the most similar names
 * among the series that match `labels` (`namespace="orthweb"`).
 */
export async function nearestSeries(prometheus: Prometheus, metric: string, labels: string): Promise<string> {
  const series = await prometheus.query(`group by (__name__) ({${labels},__name__!=""})`);
  const names = series.flatMap(({ labels: { __name__: name } }) => name ?? []);
  if (names.length === 0) return `there is no series with ${labels} at all`;
  return `the nearest with ${labels}: ${nearest(metric, names).join(', ')}`;
}

/** The names that have most in common with one, best first. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  const wanted = new Set(pairs(name));
  const score = (other: string): number => {
    const own = pairs(other);
    return (2 * own.filter((pair) => wanted.has(pair)).length) / (own.length + wanted.size);
  };
  return names
    .map((one) => ({ one, score: score(one) }))
    .toSorted((a, b) => b.score - a.score || a.one.localeCompare(b.one))
    .slice(0, shown)
    .map(({ one }) => one);
}

/** Letters that follow each other, each pair once. */
const pairs = (text: string): readonly string[] => [
  ...new Set(Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2))),
];
