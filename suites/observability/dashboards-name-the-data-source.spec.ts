import { provisionedUnderTest } from '../../fixtures/dashboards.ts';
import { expect, test } from '../../fixtures/test.ts';
import { namedDataSources } from '../../helpers/grafana/dashboard.ts';
import { whyNotFound } from '../../helpers/grafana/data-source.ts';

test.use({ requires: ['dashboards'] });

test(
  'every panel, query and variable of a dashboard names a data source that is provisioned',
  { tag: ['@core', '@cluster'] },
  async ({ approach, cluster }) => {
    const { dashboards, dataSources } = await provisionedUnderTest(approach, cluster);
    const named = dashboards.flatMap(namedDataSources);
    expect(named.length, `what names a data source in ${dashboards.length} dashboards`).toBeGreaterThan(0);
    const wrong = named.flatMap(({ what, dataSource }) => {
      const why = whyNotFound(dataSource, dataSources);
      return why === null ? [] : [`${what}: ${why}`];
    });
    expect(wrong, 'what of dashboards would find no data source').toEqual([]);
  },
);
