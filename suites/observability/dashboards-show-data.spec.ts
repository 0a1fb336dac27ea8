import { filledQueries, provisionedUnderTest } from '../../fixtures/dashboards.ts';
import { expect, test } from '../../fixtures/test.ts';
import { ownResultsTag, type DashboardQuery } from '../../helpers/grafana/dashboard.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import type { Prometheus, Series } from '../../helpers/prometheus/client.ts';
import { metricNames } from '../../helpers/prometheus/expression.ts';
import { nearestSeries } from '../../helpers/prometheus/nearest.ts';

test.use({ requires: ['dashboards', 'prometheus', 'istio'] });
test.setTimeout(180_000);

/** What clients do meanwhile, over and over: rates are of the last seconds alone. */
const load = ['STOW', 'QIDO', 'WADO', 'C-STORE'] as const;

test(
  'every query of every dashboard has data while clients store, search, retrieve and send',
  { tag: ['@core'] },
  async ({ approach, cluster, perform, prometheus, tenant }, info) => {
    const { dashboards, dataSources } = await provisionedUnderTest(approach, cluster);
    const shown = dashboards.filter(({ tags }) => !tags.includes(ownResultsTag));
    const filled = shown.map((one) => filledQueries(one, { dataSources }, { prometheus, tenant }));
    const queries = (await Promise.all(filled)).flat();
    expect(queries.length, `queries of ${shown.length} dashboards`).toBeGreaterThan(0);

    const answers = new Map<DashboardQuery, string>();
    const without = new Map(queries.map((query) => [query, 'it was not asked']));
    const ask = async (query: DashboardQuery): Promise<void> => {
      const result = await prometheus.query(query.expression).then(dataOf, explain);
      if (typeof result === 'string') {
        without.set(query, result);
        return;
      }
      without.delete(query);
      answers.set(query, `${result.length} series, ${result[0]?.value} first`);
    };
    const outcome = await eventually(
      async () => {
        for (const operation of load) await perform(operation, 2);
        await Promise.all([...without.keys()].map(ask));
        if (without.size > 0) throw new Error(`${without.size} have none`);
        return 'all have some';
      },
      { what: `data of ${queries.length} queries`, timeout: 'scraped', every: 1000 },
    ).catch(explain);

    const lines = [...answers, ...without].map(
      ([{ what, expression }, said]) => `${what}: ${said}\n  ${expression}`,
    );
    await info.attach('queries of dashboards', { body: lines.join('\n'), contentType: 'text/plain' });
    const missing = [...without].map(([query, said]) => described(prometheus, query, said));
    expect(
      await Promise.all(missing),
      `queries of dashboards without data, of ${queries.length}, for ${tenant.name} (${outcome})`,
    ).toEqual([]);
  },
);

/** The series with a number to show, or in words why there is nothing. */
function dataOf(series: readonly Series[]): readonly Series[] | string {
  const finite = series.filter(({ value }) => Number.isFinite(value));
  if (finite.length > 0) return finite;
  return series.length > 0 ? `none of its ${series.length} series has a number` : 'it has no series';
}

/** What is wrong with a query, with what there is instead. */
async function described(
  prometheus: Prometheus,
  { what, expression }: DashboardQuery,
  said: string,
): Promise<string> {
  const names = metricNames(expression);
  const near = names.map(async (name) => `${name}: ${await nearestSeries(prometheus, name, 'job!=""')}`);
  return `${what}: ${said}; \`${expression}\`. Of ${(await Promise.all(near)).join('; ')}`;
}
