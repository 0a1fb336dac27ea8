import { expect, test } from '../../fixtures/test.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { explain } from '../../helpers/model/errors.ts';

test.use({ requires: ['tracing', 'istio'] });

const requests = 20;

test(
  'as many of marked requests are traced as is declared, each under the tenant and no other',
  { tag: ['@core'] },
  async ({ approach, mesh, tenant, traces, web }) => {
    const agent = `korthweb/${crypto.randomUUID()}`;
    for (let index = 0; index < requests; index += 1)
      await web.request({ path: '/system', headers: { 'user-agent': agent } });
    const service = `${mesh.gateway.deployment}.${mesh.gateway.namespace}`;
    const wanted = (requests * (approach.tracing?.samplingPercentage ?? 100)) / 100;
    const found = await eventually(
      async () => {
        const { length } = await traces.find(service, { user_agent: agent, tenant: tenant.name });
        if (length < wanted) throw new Error(`${length} of ${wanted} are there`);
        return length;
      },
      { what: `${wanted} traces of ${agent}`, timeout: 'scraped', every: 1000 },
    ).catch(explain);
    // Where all are traced there is nothing to chance.
    expect(found, `traces of ${requests} requests of ${tenant.name}`).toBe(wanted);
  },
);
