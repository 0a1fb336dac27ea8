import { expect, test } from '../../fixtures/test.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { expectStatus } from '../../helpers/http/response.ts';

test.use({ requires: ['prometheus'] });

test(
  'every rule is evaluated without an error, and what is recorded has a value',
  { tag: ['@core'] },
  async ({ prometheus, tenant, web }) => {
    expectStatus(await web.request({ path: '/system' }), 200);
    const rules = await prometheus.rules();
    const kinds = new Set(rules.map(({ type }) => type));
    expect([...kinds].toSorted(), 'kinds of rules that are loaded').toEqual(['alerting', 'recording']);
    const sick = rules
      .filter(({ health }) => health !== 'ok')
      .map(({ name, health, lastError }) => `${name} is ${health}: ${lastError ?? 'no error'}`);
    expect(sick, `rules that are not evaluated as they should be, of ${rules.length}`).toEqual([]);
    const recorded = [...new Set(rules.filter(({ type }) => type === 'recording').map(({ name }) => name))];
    const found = await eventually(
      async () => {
        for (const name of recorded) {
          const series = await prometheus.query(`${name}{namespace="${tenant.namespace}"}`);
          if (!series.some(({ value }) => Number.isFinite(value)))
            throw new Error(`${name} has no value for ${tenant.namespace}`);
        }
        return recorded.length;
      },
      { what: 'all that is recorded to have a value', timeout: 'scraped', every: 1000 },
    ).catch(explain);
    expect(found, `recording rules with a value: ${recorded.join(', ')}`).toBe(recorded.length);
  },
);
