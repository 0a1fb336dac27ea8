import { settingUp } from '../../fixtures/setting-up.ts';
import { expect, test } from '../../fixtures/test.ts';
import type { HttpClient } from '../../helpers/http/client.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { explain, InconclusiveError } from '../../helpers/model/errors.ts';
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
    const limit = objectives.QIDO;
    const baseline = await settingUp('a quiet baseline', () => perform('QIDO', samples));
    const quiet = percentile(baseline, 0.95);
    info.annotations.push(latencyAnnotation(`QIDO of ${tenant.name}, quiet, p95`, quiet));
    if (quiet > limit)
      throw new InconclusiveError(
        `p95 of QIDO is ${Math.round(quiet)} ms without any load already, its objective ${limit} ms`,
      );
    await using noise = makeNoise(other.web);
    await noise.isOn();
    const noisy = percentile(await perform('QIDO', samples), 0.95);
    info.annotations.push(latencyAnnotation(`QIDO of ${tenant.name} beside a noisy tenant, p95`, noisy));
    noise.requireServed(samples);
    const busy = whySaturated();
    if (noisy > limit && busy)
      throw new InconclusiveError(`p95 of QIDO is ${Math.round(noisy)} ms, and ${busy}`);
    expect(
      Math.round(noisy),
      `p95 of QIDO in ms beside a noisy tenant (${Math.round(quiet)} without)`,
    ).toBeLessThanOrEqual(limit);
  },
);

/** Requests of several clients, one after the other each, of which those count that are served. */
function makeNoise(web: HttpClient) {
  const stopped = new AbortController();
  let served = 0;
  let last = 'none';
  const client = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const request = web.request({ path: '/dicom-web/studies?limit=5' });
      last = await request.then(({ status }) => `HTTP ${status}`, explain);
      if (last === 'HTTP 200') served += 1;
    }
  };
  const loud = Promise.all(Array.from({ length: clients }, client));
  const requireServed = (enough: number): void => {
    if (served > enough) return;
    throw new InconclusiveError(
      `Expected more than ${enough} requests of the other tenant to be served, got ${served}; the last: ${last}`,
    );
  };
  return {
    requireServed,
    /** Resolves once more is served than there are clients: before, it is no load. */
    isOn: () =>
      eventually(() => requireServed(clients), {
        what: 'the other tenant to be loud',
        timeout: 'visible',
        every: 50,
      }).catch((cause: unknown) => {
        throw new InconclusiveError(explain(cause), { cause });
      }),
    [Symbol.asyncDispose]: async (): Promise<void> => {
      stopped.abort();
      await loud;
    },
  };
}
