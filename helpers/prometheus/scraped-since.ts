import { InconclusiveError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import type { Prometheus, RawSeries, Sample } from './client.ts';
import { nearestSeries } from './nearest.ts';

/** How far back to look for a sample: more than Prometheus is given to take one. */
const range = '1m';

export interface Wanted {
  /** A selector that has one series for each target. */
  readonly selector: string;
  /** What every series of those targets has: `instance=~"10.1.2.3:15090"`. */
  readonly labels: string;
  /** How many targets there are. */
  readonly targets: number;
  /** How many of them have the series at least (default: all); a proxy has none of what it never counted. */
  readonly atLeast?: number;
  /** Seconds, by Prometheus' clock. */
  readonly since: number;
}

/**
 * Waits until Prometheus has scraped every target after a moment, and resolves to the samples that it got by instance.
 * @throws {Error} when it has scraped them and has no such series, with what is nearest.
 * @throws {InconclusiveError} when it has not scraped them.
 */
export async function scrapedSince(
  prometheus: Prometheus,
  { selector, labels, targets, atLeast = targets, since }: Wanted,
): Promise<ReadonlyMap<string, Sample>> {
  const fresh = async (what: string, enough: number): Promise<ReadonlyMap<string, Sample>> => {
    const found = lastOf(await prometheus.samples(what, range), since);
    if (found.size < enough) throw new Error(`${found.size} of ${targets} targets have one`);
    return found;
  };
  const scraped = { what: `a scrape of ${labels}`, timeout: 'scraped' } as const;
  await eventually(() => fresh(`up{${labels}}`, targets), scraped).catch((cause: unknown) => {
    throw new InconclusiveError(`Prometheus has not scraped what has ${labels}`, { cause });
  });
  const seen = { what: `a sample of ${selector}`, timeout: 'request' } as const;
  return eventually(() => fresh(selector, atLeast), seen).catch(async (cause: unknown) => {
    const near = await nearestSeries(prometheus, /^\w+/.exec(selector)?.[0] ?? '', labels);
    throw new Error(`Prometheus has scraped what has ${labels}, and got no ${selector}; ${near}`, { cause });
  });
}

function lastOf(series: readonly RawSeries[], since: number): ReadonlyMap<string, Sample> {
  const last = series.map(({ labels, samples }) => [labels['instance'] ?? '', samples.at(-1)] as const);
  return new Map(last.flatMap(([key, sample]) => (sample && sample.at > since ? [[key, sample]] : [])));
}
