import { provisionedUnderTest } from '../../fixtures/dashboards.ts';
import { expect, test } from '../../fixtures/test.ts';
import type { Prometheus } from '../../helpers/prometheus/client.ts';

test.use({ requires: ['grafana', 'dashboards', 'prometheus'] });

test(
  'Grafana is well, has every dashboard, and answers for its data source what Prometheus itself does',
  { tag: ['@core', '@cluster'] },
  async ({ approach, cluster, grafana, prometheus }) => {
    const { dashboards, dataSources } = await provisionedUnderTest(approach, cluster);
    expect(await grafana.health(), "Grafana's own health").toMatchObject({ database: 'ok' });
    expect(await grafana.dashboards(), 'the dashboards that Grafana has').toEqual(
      expect.arrayContaining(dashboards.map(({ uid }) => uid)),
    );
    const asked = dataSources.filter(({ type }) => type === 'prometheus');
    expect(asked.length, 'provisioned data sources of type prometheus').toBeGreaterThan(0);
    // What has been scraped does not change any more.
    const expression = `count by (job) (up @ ${Math.floor(await prometheus.now()) - 10})`;
    const expected = await targetsBy(prometheus, expression);
    expect(Object.keys(expected).length, `jobs that Prometheus itself has for ${expression}`).toBeGreaterThan(
      0,
    );
    for (const { uid, url } of asked) {
      expect(
        await grafana.dataSourceHealth(uid),
        `what Grafana says of data source ${uid} (${url})`,
      ).toMatchObject({
        status: 'OK',
      });
      expect(
        await targetsBy(grafana.throughProxy(uid), expression),
        `${expression} through data source ${uid} (${url})`,
      ).toEqual(expected);
    }
  },
);

async function targetsBy(prometheus: Prometheus, expression: string): Promise<Record<string, number>> {
  const series = await prometheus.query(expression);
  return Object.fromEntries(series.map(({ labels, value }) => [labels['job'] ?? '', value]));
}
