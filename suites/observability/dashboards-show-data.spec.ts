import { filledQueries, provisionedUnderTest, type FilledQuery } from '../../fixtures/dashboards.ts';
import type { Operation } from '../../fixtures/operations.ts';
import { expect, test } from '../../fixtures/test.ts';
import { ownResultsTag } from '../../helpers/grafana/dashboard.ts';
import { whyWithoutData } from '../../helpers/grafana/without-data.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import type { Prometheus } from '../../helpers/prometheus/client.ts';
import { metricNames } from '../../helpers/prometheus/expression.ts';
import { nearestSeries } from '../../helpers/prometheus/nearest.ts';

test.use({ requires: ['dashboards', 'prometheus', 'istio'] });
test.setTimeout(180_000);

/** What clients do meanwhile, over and over: rates are of the last seconds alone. */
const load: readonly Operation[] = ['STOW', 'QIDO', 'WADO', 'C-STORE'];

test(
  'every query of every dashboard has data while clients store, search, retrieve and send',
  { tag: ['@core'] },
  async ({ approach, cluster, perform, prometheus, tenant }, info) => {
    const { dashboards, dataSources } = await provisionedUnderTest(approach, cluster);
    const shown = dashboards.filter(({ tags }) => !tags.includes(ownResultsTag));
    const filled = shown.map((one) => filledQueries(one, { dataSources }, { prometheus, tenant }));
    const queries = (await Promise.all(filled)).flat();
    expect(queries.length, `queries of ${shown.length} dashboards`).toBeGreaterThan(0);

    const answers = new Map(queries.map((query) => [query, 'it was not asked']));
    const left = new Set(queries);
    const outcome = await eventually(
      async () => {
        for (const operation of load) await perform(operation, 2);
        for (const query of left) {
          const { why, said } = await asked(prometheus, query);
          answers.set(query, said);
          if (why === null) left.delete(query);
        }
        if (left.size > 0) throw new Error(`${left.size} have none`);
        return 'all have some';
      },
      { what: `data of ${queries.length} queries`, timeout: 'scraped', every: 1000 },
    ).catch(explain);

    const lines = [...answers].map(([{ what, expression }, said]) => `${what}: ${said}\n  ${expression}`);
    await info.attach('queries of dashboards', { body: lines.join('\n'), contentType: 'text/plain' });
    const missing = [...left].map((query) => described(prometheus, query, answers.get(query)));
    expect(
      await Promise.all(missing),
      `queries of dashboards without data, of ${queries.length}, for ${tenant.name} (${outcome})`,
    ).toEqual([]);
  },
);

interface Asked {
  /** Why there is nothing to show; null where there is something. */
  readonly why: string | null;
  /** The same for the evidence, or what there is. */
  readonly said: string;
}

const asked = (prometheus: Prometheus, { expression, moved }: FilledQuery): Promise<Asked> =>
  prometheus.query(expression).then(
    (series) => {
      const why = whyWithoutData(series, moved);
      return { why, said: why ?? `${series.length} series, the first is ${series[0]?.value}` };
    },
    (thrown: unknown) => ({ why: explain(thrown), said: explain(thrown) }),
  );

/** What is wrong with a query, and what there is instead. */
async function described(
  prometheus: Prometheus,
  { what, expression }: FilledQuery,
  said = '',
): Promise<string> {
  const near = metricNames(expression).map(
    async (name) => `${name}: ${await nearestSeries(prometheus, name, 'job!=""')}`,
  );
  return `${what}: ${said}; \`${expression}\`. Of ${(await Promise.all(near)).join('; ')}`;
}
