import { expect, test } from '../../fixtures/test.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { agreement } from '../../helpers/prometheus/histogram.ts';
import { filled, quantileBetween } from '../../helpers/prometheus/latencies.ts';
import { percentile } from '../../helpers/prometheus/percentile.ts';
import { hopsToOrthanc } from '../../helpers/prometheus/proxies.ts';

test.use({ requires: ['prometheus', 'istio'] });

const samples = 30;
/** Milliseconds that the way to the gateway and back, and this process, may add: to few requests more than to most. */
const quantiles = [
  { quantile: 0.5, overhead: 75 },
  { quantile: 0.95, overhead: 300 },
] as const;

test(
  `the gateway's histogram of latencies takes up ${samples} requests, and agrees with what their client measured`,
  { tag: ['@core', '@exclusive'] },
  async ({ cluster, mesh, perform, prometheus, tenant }, info) => {
    const [gateway] = await hopsToOrthanc(cluster, tenant, mesh, 'requests');
    const histogram = { prometheus, gateway, port: tenant.web.port };
    const before = await filled(histogram);
    const took = await perform('QIDO', samples);
    const after = await filled(histogram, before.cut);
    const taken = after.count - before.count;
    expect(taken, `requests that the histogram has taken up`).toBeGreaterThanOrEqual(samples);
    if (taken > samples)
      throw new InconclusiveError(`Others' requests are among the ${taken} that the histogram has taken up`);

    for (const { quantile, overhead } of quantiles) {
      const client = percentile(took, quantile);
      const server = await quantileBetween(histogram, quantile, before, after);
      const name = `p${quantile * 100}`;
      if (Number.isNaN(server)) throw new InconclusiveError(`${name} of ${taken} requests has no value`);
      info.annotations.push(latencyAnnotation(`QIDO-RS by a client, ${name}`, client));
      info.annotations.push(latencyAnnotation(`QIDO-RS by the gateway's histogram, ${name}`, server));
      const { atLeast, atMost } = agreement(client, overhead);
      const what = `${name} in ms by the gateway's histogram, of ${samples} requests of which the client measured ${client.toFixed(1)}`;
      expect(server, `${what}: its buckets tell no more than 2.5 times that`).toBeLessThanOrEqual(atMost);
      expect(server, `${what}: the way adds no more than ${overhead}`).toBeGreaterThanOrEqual(atLeast);
    }
  },
);
