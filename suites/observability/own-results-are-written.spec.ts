import { filledQueries, provisionedUnderTest } from '../../fixtures/dashboards.ts';
import { expect, test } from '../../fixtures/test.ts';
import { ownResultsTag } from '../../helpers/grafana/dashboard.ts';
import { explain } from '../../helpers/model/errors.ts';
import { runSeries } from '../../helpers/model/run-metrics.ts';
import { metricNames } from '../../helpers/prometheus/expression.ts';

test.use({ requires: ['dashboards', 'prometheus'] });

test(
  "every query of a dashboard of this suite's results is one that Prometheus understands, of metrics that a run writes",
  { tag: ['@core', '@cluster'] },
  async ({ approach, cluster, prometheus, tenant }) => {
    const { dashboards, dataSources } = await provisionedUnderTest(approach, cluster);
    const own = dashboards.filter(({ tags }) => tags.includes(ownResultsTag));
    const filled = own.map((one) => filledQueries(one, { dataSources }, { prometheus, tenant }));
    const queries = (await Promise.all(filled)).flat();
    expect(queries.length, `queries of dashboards with the tag ${ownResultsTag}`).toBeGreaterThan(0);
    const wrong = queries.map(async ({ what, expression }) => {
      const names = metricNames(expression);
      const unknown = names.filter((name) => !runSeries.includes(name));
      const refusal = await prometheus.query(expression).then(() => null, explain);
      return [
        ...(names.length > 0 ? [] : [`${what}: it asks for no metric`]),
        ...unknown.map((name) => `${what}: a run writes no ${name}, but ${runSeries.join(', ')}`),
        ...(refusal === null ? [] : [`${what}: ${refusal}`]),
      ];
    });
    // No data is expected: nothing need scrape what a run writes.
    expect((await Promise.all(wrong)).flat(), `what is wrong with ${queries.length} queries`).toEqual([]);
  },
);
