import { expect, test } from '../../fixtures/test.ts';
import { rangesOf, seconds } from '../../helpers/prometheus/duration.ts';

test.use({ requires: ['prometheus'] });

/** Two make a rate; with fewer than four, one scrape that fails leaves a gap. */
const perRange = 4;

test(
  `every range of a rule holds at least ${perRange} scrapes of every target`,
  { tag: ['@core'] },
  async ({ prometheus }) => {
    const [targets, rules] = await Promise.all([prometheus.targets(), prometheus.rules()]);
    const ranges = rules.flatMap(({ name, query }) => rangesOf(query).map((range) => ({ name, range })));
    expect(targets.length, 'targets of Prometheus').toBeGreaterThan(0);
    expect(ranges.length, 'ranges in the rules of Prometheus').toBeGreaterThan(0);
    const pools = new Map(targets.map(({ scrapePool, scrapeInterval }) => [scrapePool, scrapeInterval]));
    const short = ranges.flatMap(({ name, range }) =>
      [...pools]
        .filter(([, interval]) => seconds(range) < perRange * seconds(interval))
        .map(([pool, interval]) => `${name} looks ${range} back, and ${pool} is scraped every ${interval}`),
    );
    expect(short, 'rules that go blind when a scrape fails, or always are').toEqual([]);
  },
);
