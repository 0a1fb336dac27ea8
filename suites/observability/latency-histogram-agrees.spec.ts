import { expect, test } from '../../fixtures/test.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { boundsOf, bucketOf, canBeSame } from '../../helpers/prometheus/histogram.ts';
import { bucketsOf, filled, quantileBetween } from '../../helpers/prometheus/latencies.ts';
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
    const after = await filled(histogram);
    const taken = after.count - before.count;
    expect(taken, `requests that the histogram has taken up`).toBeGreaterThanOrEqual(samples);
    if (taken > samples)
      throw new InconclusiveError(`Others' requests are among the ${taken} that the histogram has taken up`);

    const bounds = await boundsOf(prometheus, bucketsOf(histogram));
    for (const { quantile, overhead } of quantiles) {
      const client = percentile(took, quantile);
      const server = await quantileBetween(histogram, quantile, before, after);
      const name = `p${quantile * 100}`;
      if (Number.isNaN(server)) throw new InconclusiveError(`${name} of ${taken} requests has no value`);
      info.annotations.push(latencyAnnotation(`QIDO-RS by a client, ${name}`, client));
      info.annotations.push(latencyAnnotation(`QIDO-RS by the gateway's histogram, ${name}`, server));
      const { upTo } = bucketOf(client, bounds);
      expect(
        canBeSame({ server, client }, bounds, overhead),
        `whether ${server.toFixed(1)} ms by the gateway's histogram and ${client.toFixed(1)} ms by the client can be ` +
          `${name} of the same ${samples} requests: at most ${upTo} ms (the end of the client's bucket), and at least ` +
          `the bucket of what the client measured less ${overhead} ms`,
      ).toBe(true);
    }
  },
);
