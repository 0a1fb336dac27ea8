import { eventually } from '../model/eventually.ts';
import type { Prometheus, Sample } from './client.ts';
import type { Hop } from './proxies.ts';
import { scrapedSince } from './scraped-since.ts';

/** The histogram of how long a gateway's listener took for requests, in milliseconds, as Envoy measures it. */
export interface LatencyHistogram {
  readonly prometheus: Prometheus;
  readonly gateway: Hop;
  /** The port that the listener is for. */
  readonly port: number;
}

/** How many requests the histogram had by a scrape. */
export interface Filled {
  readonly count: number;
  /** Of the scrape, in seconds by Prometheus' clock: the first and the last, where there are several gateways. */
  readonly from: number;
  readonly to: number;
  /** Requests that were answered and are in no histogram: their clients went away amid the answer. */
  readonly cut: number;
}

/** Milliseconds after which a proxy has filled its histograms for sure: Envoy does so every 5 s, if not told otherwise. */
const flushed = 6000;

const selector = (metric: string, { gateway, port }: LatencyHistogram): string =>
  `envoy_http_downstream_${metric}{${gateway.labels},http_conn_manager_prefix=~"outbound_.*_${port};?"}`;

/**
 * Waits for a scrape, from now on, by which the histogram has every request that was answered: proxies fill their
 * histograms every few seconds, and count requests at once.
 * @param cut how many it will never have; by default as many as are missing for longer than filling takes.
 */
export async function filled(histogram: LatencyHistogram, cut?: number): Promise<Filled> {
  const { prometheus, gateway } = histogram;
  const since = await prometheus.now();
  const read = async (metric: string): Promise<readonly Sample[]> => {
    const wanted = { selector: selector(metric, histogram), labels: gateway.labels };
    const found = await scrapedSince(prometheus, { ...wanted, targets: gateway.pods.length, since });
    return [...found.values()];
  };
  // What is not there at all will not come.
  await Promise.all(['rq_time_count', 'rq_completed'].map(read));
  const what = 'the histogram to have every request that was answered';
  let unchanged = { missing: 0, since: performance.now() };
  return eventually(
    async () => {
      const [times, answered] = await Promise.all([read('rq_time_count'), read('rq_completed')]);
      const [count, requests] = [sum(times), sum(answered)];
      const missing = requests - count;
      if (missing !== unchanged.missing) unchanged = { missing, since: performance.now() };
      const isSettled = cut === undefined && performance.now() - unchanged.since > flushed;
      if (missing !== (cut ?? 0) && !isSettled) throw new Error(`it has ${count} of ${requests}`);
      const scrapes = times.map(({ at }) => at);
      return { count, from: Math.min(...scrapes), to: Math.max(...scrapes), cut: missing };
    },
    { what, timeout: 'scraped', every: 500 },
  );
}

const sum = (samples: readonly Sample[]): number => samples.reduce((total, { value }) => total + value, 0);

/** A quantile (0 to 1), in milliseconds, of the requests between two scrapes; NaN where there are none. */
export async function quantileBetween(
  histogram: LatencyHistogram,
  quantile: number,
  { from }: Filled,
  { to }: Filled,
): Promise<number> {
  // Half a second more, for the first scrape to be within the range.
  const range = `${Math.round((to - from) * 1000) + 500}ms`;
  const rates = `sum by (le) (rate(${selector('rq_time_bucket', histogram)}[${range}] @ ${to}))`;
  const [series] = await histogram.prometheus.query(`histogram_quantile(${quantile}, ${rates})`);
  return series?.value ?? Number.NaN;
}
