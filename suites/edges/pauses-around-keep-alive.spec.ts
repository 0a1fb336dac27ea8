import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '../../fixtures/test.ts';

/** Orthanc closes an idle connection after one second: whoever reuses one must not meet that moment (ms). */
const pauses = [900, 950, 980, 990, 995, 1000, 1005, 1010, 1020, 1050, 1100, 1200];
/** Requests at the same moment, each on a connection of its own. */
const abreast = 8;

test(
  'requests with a body that come a second after the one before are not met with 502',
  { tag: ['@extended'] },
  async ({ web }) => {
    // Only requests without a body can be sent again unseen by the proxy, so these have one.
    const round = async (pause: number): Promise<string[]> => {
      await delay(pause);
      const answers = await Promise.all(
        Array.from({ length: abreast }, () =>
          web.request({ method: 'POST', path: '/tools/lookup', body: 'KORTHWEB-0' }),
        ),
      );
      return answers
        .filter(({ status }) => status !== 200)
        .map(({ status }) => `${status} after ${pause} ms`);
    };
    const bad: string[] = [];
    for (const pause of [0, ...pauses]) bad.push(...(await round(pause)));
    const next =
      'Next: have the proxy keep no idle connections to Orthanc (Traefik: maxIdleConnsPerHost: -1)';
    expect(bad, `answers other than 200 to ${abreast * (pauses.length + 1)} POST requests. ${next}`).toEqual(
      [],
    );
  },
);
