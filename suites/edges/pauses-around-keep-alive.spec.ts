import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '../../fixtures/test.ts';
import { openHttp } from '../../helpers/http/client.ts';

/** Orthanc closes an idle connection after one second: whoever reuses one must not meet that moment (ms). */
const pauses = [998, 999, 1000, 1001, 1002];
/** Requests at the same moment, each on a connection of its own. */
const abreast = 40;

test(
  'requests with a body that come a second after the ones before are not met with 502',
  { tag: ['@extended'] },
  async ({ ca, tenant: { web }, addresses, credentials: auth }) => {
    const target = { host: web.host, address: addresses.web, port: web.port, tls: { ca }, auth };
    await using client = openHttp(target, { keepAliveMs: 10_000 });
    // Only requests without a body can be sent again unseen by the proxy, so these have one.
    const request = { method: 'POST', path: '/tools/lookup', body: 'KORTHWEB-0' } as const;
    const round = async (pause: number): Promise<string[]> => {
      await delay(pause);
      const answers = await Promise.all(Array.from({ length: abreast }, () => client.request(request)));
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
