import type { Cluster } from '../kube/client.ts';
import { InconclusiveError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import type { Tenant } from '../model/approach.ts';
import type { Prometheus, Sample } from './client.ts';
import { countedBy, instances, seriesOf, type Hop } from './proxies.ts';
import { scrapedSince } from './scraped-since.ts';

interface Given {
  readonly cluster: Cluster;
  readonly prometheus: Prometheus;
  readonly tenant: Tenant;
}

/** By how much a counter has moved. Prometheus asks Orthanc too, through the same sidecars. */
export interface Move {
  readonly hop: Hop;
  readonly moved: number;
  /** Scrapes of Orthanc that the counter has seen; of those at either end it cannot be told. */
  readonly scrapes: { readonly certain: number; readonly uncertain: number };
}

/** Seconds within which a scrape of Orthanc and a reading of its sidecar may have been the other way round. */
const margin = 0.2;

/** Takes note of what proxies have counted. Resolves to what tells how far Prometheus has seen each move since then. */
export async function watchCounters(
  given: Given,
  hops: readonly Hop[],
): Promise<() => Promise<readonly Move[]>> {
  const began = await Promise.all(hops.map((hop) => readEach(given, hop)));
  return async () => {
    const since = await given.prometheus.now();
    return Promise.all(hops.map((hop, index) => moveOf(given, hop, began[index] ?? new Map(), since)));
  };
}

/** What a proxy had counted at a time, in seconds by Prometheus' clock. */
interface Reading {
  readonly at: number;
  readonly count: number;
}

/** By address of the pod. */
type Readings = ReadonlyMap<string, Reading>;

/** Each proxy by itself: of many replicas there is always one that Prometheus just asks. */
async function readEach(given: Given, hop: Hop): Promise<Readings> {
  const readings = hop.pods.map(async (pod) => {
    const reading = await eventually(() => readBetweenScrapes(given, { ...hop, pods: [pod] }), {
      what: `a moment in which Prometheus does not ask ${pod.name}`,
      timeout: 'visible',
    });
    return [pod.ip ?? '', reading] as const;
  });
  return new Map(
    await Promise.all(readings).catch((cause: unknown) => {
      throw new InconclusiveError('What proxies have counted cannot be told from what Prometheus asks', {
        cause,
      });
    }),
  );
}

/** The count of the proxy itself, since the last scrape is of some time ago. @throws when a scrape comes between. */
async function readBetweenScrapes(given: Given, hop: Hop): Promise<Reading> {
  const { cluster, prometheus } = given;
  const at = await prometheus.now();
  const count = await countedBy(cluster, hop);
  const end = await prometheus.now();
  for (const time of (await ownScrapes(given, hop)).values().flatMap((times) => times))
    if (time > at - margin && time < end) throw new Error(`a scrape at ${time}`);
  return { at, count };
}

async function moveOf(given: Given, hop: Hop, began: Readings, since: number): Promise<Move> {
  const { labels, pods } = hop;
  const wanted = { selector: seriesOf(hop), labels, targets: pods.length, atLeast: 1, since };
  const samples = await scrapedSince(given.prometheus, wanted);
  const after = [...samples.values()].reduce((sum, { value }) => sum + value, 0);
  const before = [...began.values()].reduce((sum, { count }) => sum + count, 0);
  const own = await ownScrapes(given, hop);
  return { hop, moved: after - before, scrapes: countScrapes(own, samples, began) };
}

/** When Prometheus asked Orthanc itself lately, by address; of a gateway it asks nothing that is counted. */
async function ownScrapes(
  { prometheus, tenant: { orthanc } }: Given,
  { pods, counter }: Hop,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (counter === 'connections') return new Map();
  const series = await prometheus.samples(`up{${instances(pods, orthanc.httpPort)}}`, '2m');
  return new Map(series.map(({ labels, samples }) => [hostOf(labels), samples.map(({ at }) => at)]));
}

const hostOf = (labels: Readonly<Record<string, string>>): string =>
  (labels['instance'] ?? '').replace(/:\d+$/, '');

/** Of each sidecar: the scrapes of its Orthanc after the first reading, and before it was scraped itself. */
function countScrapes(
  own: ReadonlyMap<string, readonly number[]>,
  samples: ReadonlyMap<string, Sample>,
  began: Readings,
): Move['scrapes'] {
  let [certain, uncertain] = [0, 0];
  for (const [instance, { at }] of samples) {
    const host = hostOf({ instance });
    for (const time of own.get(host) ?? []) {
      if (time <= (began.get(host)?.at ?? 0)) continue;
      if (Math.abs(time - at) < margin) uncertain += 1;
      else if (time < at) certain += 1;
    }
  }
  return { certain, uncertain };
}
