import type { Prometheus } from './client.ts';

/** A part of the time axis that a histogram tells nothing finer about. */
export interface Bucket {
  readonly above: number;
  /** Included; Infinity for the last. */
  readonly upTo: number;
}

/** The upper bounds of a histogram's buckets, in order, with `Infinity` at the end. */
export async function boundsOf(prometheus: Prometheus, buckets: string): Promise<readonly number[]> {
  const series = await prometheus.query(`group by (le) (${buckets})`);
  const bounds = series.map(({ labels: { le } }) => (le === '+Inf' ? Infinity : Number(le)));
  return bounds.toSorted((a, b) => a - b);
}

/** The bucket that a value falls into. */
export function bucketOf(value: number, bounds: readonly number[]): Bucket {
  const index = bounds.findIndex((bound) => value <= bound);
  return { above: bounds[index - 1] ?? 0, upTo: bounds[index] ?? Infinity };
}

/**
 * Whether a quantile by a server's histogram can be that of the same requests by their client. A server takes no longer
 * than its client, who takes at most `overhead` longer; and of both nothing finer is known than a bucket.
 */
export function canBeSame(
  { server, client }: { readonly server: number; readonly client: number },
  bounds: readonly number[],
  overhead: number,
): boolean {
  const { above } = bucketOf(Math.max(0, client - overhead), bounds);
  return server >= above && server <= bucketOf(client, bounds).upTo;
}
