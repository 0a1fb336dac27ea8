import { expect, test } from '../../fixtures/test.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { seconds } from '../../helpers/prometheus/duration.ts';
import { parseMetrics } from '../../helpers/prometheus/text-format.ts';

test.use({ requires: ['prometheus'] });

/** What an exporter gives without a change must be there all the same; two scrapes may fail. */
const intervals = 3;

test(
  'of everything that each Orthanc measures, Prometheus has a sample of its last scrapes',
  { tag: ['@core'] },
  async ({ openReplicas, prometheus, tenant: { namespace, orthanc } }) => {
    const targets = await prometheus.targets();
    for (const { name, address, http } of await openReplicas()) {
      const response = expectStatus(await http.request({ path: '/tools/metrics-prometheus' }), 200);
      const measured = new Set(parseMetrics(response.body.toString('utf8')).map((sample) => sample.name));
      expect(measured.size, `metrics that ${name} has`).toBeGreaterThan(0);
      const target = targets.find(
        ({ scrapeUrl }) => new URL(scrapeUrl).host === `${address}:${orthanc.httpPort}`,
      );
      const interval = intervals * seconds(target?.scrapeInterval ?? '5s');
      const lacking = async (): Promise<string[]> => {
        const selector = `{namespace="${namespace}",pod="${name}",__name__=~"${[...measured].join('|')}"}`;
        const found = await prometheus.samples(selector, `${interval}s`);
        const fresh = new Set(found.map(({ labels }) => labels['__name__']));
        return [...measured].filter((metric) => !fresh.has(metric));
      };
      const left = await eventually(
        async () => {
          const now = await lacking();
          if (now.length > 0) throw new Error(now.slice(0, 5).join(', '));
          return 'nothing';
        },
        { what: `a sample of each of ${measured.size} metrics of ${name}`, timeout: 'visible', every: 1000 },
      ).catch(explain);
      expect(
        left,
        `what Prometheus has not had of ${name} for ${interval} s. Next: does it honour the exporter's ` +
          'timestamps, which are of the last change, or drop the metric?',
      ).toBe('nothing');
    }
  },
);
