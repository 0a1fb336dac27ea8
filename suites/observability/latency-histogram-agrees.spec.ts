import { expect, test } from '../../fixtures/test.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { percentile } from '../../helpers/prometheus/percentile.ts';
import { orthancTimeBuckets } from '../../helpers/prometheus/proxies.ts';
import { total } from '../../helpers/prometheus/client.ts';

test.use({ requires: ['prometheus', 'istio'] });

const samples = 30;
/** Milliseconds that the way from here to Orthanc's sidecar and back may add, on a busy machine. */
const wayThere = 150;

test(
  "the proxies' histogram of latencies agrees with what clients measure",
  { tag: ['@core', '@exclusive'] },
  async ({ prometheus, tenant, web }, info) => {
    const buckets = orthancTimeBuckets(tenant);
    const count = async (): Promise<number> =>
      total(await prometheus.query(buckets.replace('_bucket', '_count')));
    const before = await count();
    const began = Date.now();
    const times: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const { status, timings } = await web.request({ path: '/dicom-web/studies?limit=1' });
      expect(status, 'the status of a QIDO-RS').toBe(200);
      times.push(timings.totalMs);
    }
    await eventually(
      async () => {
        const seen = (await count()) - before;
        if (seen < samples) throw new Error(`${seen} of ${samples} samples`);
      },
      { what: `${samples} samples in the histogram`, timeout: 'scraped', every: 500 },
    ).catch((cause: unknown) => {
      throw new InconclusiveError(`Too few samples to compare: ${String(cause)}`, { cause });
    });
    const window = `${Math.ceil((Date.now() - began) / 1000) + 15}s`;
    for (const quantile of [0.5, 0.95]) {
      const expression = `histogram_quantile(${quantile}, sum by (le) (increase(${buckets}[${window}])))`;
      const [series] = await prometheus.query(expression);
      if (!series || Number.isNaN(series.value))
        throw new InconclusiveError(`${expression} has no value: there are too few samples`);
      const measured = percentile(times, quantile);
      info.annotations.push(latencyAnnotation(`QIDO-RS by a client, p${quantile * 100}`, measured));
      info.annotations.push(latencyAnnotation(`HTTP by Orthanc's sidecar, p${quantile * 100}`, series.value));
      const difference = measured - series.value;
      const what = `p${quantile * 100} of ${samples} QIDO-RS: ${measured.toFixed(0)} ms by the client, ${series.value.toFixed(0)} ms by the proxies`;
      // A bucket's upper bound is up to 2.5 times its lower one.
      expect(difference, `${what}; the client cannot be much faster`).toBeGreaterThan(-1.5 * measured - 10);
      expect(difference, `${what}; the way there takes at most ${wayThere} ms`).toBeLessThan(wayThere);
    }
  },
);
