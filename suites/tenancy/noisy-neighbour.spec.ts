import { settingUp } from '../../fixtures/setting-up.ts';
import { expect, test } from '../../fixtures/test.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { percentile } from '../../helpers/prometheus/percentile.ts';
import { whySaturated } from '../../helpers/process/load.ts';

test.use({ requires: ['multi-tenant'] });
test.setTimeout(120_000);

const samples = 20;
/** Clients of the other tenant, each with a request under way all the time. */
const clients = 4;

test(
  'load on the other tenant does not push this one past its objective',
  { tag: ['@extended', '@exclusive', '@quiet'] },
  async ({ approach: { objectives }, perform, other, tenant }, info) => {
    const baseline = await settingUp('a quiet baseline', () => perform('QIDO', samples));
    const quiet = percentile(baseline, 0.95);
    const noise = new AbortController();
    let answered = 0;
    const makeNoise = async (): Promise<void> => {
      while (!noise.signal.aborted) {
        await other.web.request({ path: '/dicom-web/studies?limit=5' });
        answered += 1;
      }
    };
    const loud = Promise.all(Array.from({ length: clients }, makeNoise));
    const measured = async (): Promise<readonly number[]> => {
      try {
        // The noise is on before anything is measured.
        await eventually(() => expect(answered).toBeGreaterThanOrEqual(clients), {
          what: 'the other tenant to be loud',
          timeout: 'visible',
          every: 50,
        });
        return await perform('QIDO', samples);
      } finally {
        noise.abort();
      }
    };
    const [took] = await Promise.all([measured(), loud]);
    const noisy = percentile(took, 0.95);
    info.annotations.push(latencyAnnotation(`QIDO of ${tenant.name}, quiet, p95`, quiet));
    info.annotations.push(latencyAnnotation(`QIDO of ${tenant.name} beside a noisy tenant, p95`, noisy));
    expect(answered, 'requests of the other tenant that were answered meanwhile').toBeGreaterThan(samples);
    const limit = Math.max(objectives.QIDO, 3 * quiet);
    const busy = whySaturated();
    if (noisy > limit && busy)
      throw new InconclusiveError(`p95 of QIDO is ${Math.round(noisy)} ms, and ${busy}`);
    expect(
      Math.round(noisy),
      `p95 of QIDO in ms beside a noisy tenant (${Math.round(quiet)} without)`,
    ).toBeLessThanOrEqual(limit);
  },
);
