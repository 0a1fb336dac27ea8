import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '../../fixtures/test.ts';
import { openHttp, type HttpClient } from '../../helpers/http/client.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { replacePods } from '../../helpers/kube/replace-pods.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

const request = { path: '/system' };
/** Between one new connection and the next (ms). */
const pause = 200;
/** Longer than the outage: what is idle meanwhile is the same connection afterwards. */
const keepAliveMs = 60_000;

test(
  'connections made while no pod of Orthanc is ready serve again once one is',
  { tag: ['@extended', '@disruptive'] },
  async ({ ca, cluster, tenant, addresses, credentials: auth, web }) => {
    test.setTimeout(timeouts.rollout + timeouts.transfer);
    const { host, port } = tenant.web;
    const target = { host, address: addresses.web, port, tls: { ca }, auth };
    await using connections = new AsyncDisposableStack();
    const made: { readonly client: HttpClient; readonly status: number }[] = [];
    const outage = new AbortController();
    const connect = async (): Promise<void> => {
      while (!outage.signal.aborted) {
        const client = connections.use(openHttp(target, { keepAliveMs }));
        // Where nothing answers, no connection was made.
        const status = await client.request(request).then(
          (response) => response.status,
          () => undefined,
        );
        if (status !== undefined && status !== 200) made.push({ client, status });
        await delay(pause);
      }
    };
    const replaced = replacePods(cluster, orthancWorkload({ tenant }), tenant.orthanc.podSelector);
    await Promise.all([replaced.finally(() => outage.abort()), connect()]);
    if (made.length === 0)
      throw new InconclusiveError('All pods of Orthanc were replaced, and every new connection was served');

    await eventually(async () => expectStatus(await web.request(request), 200), {
      what: 'the ingress to lead to the new pods',
      timeout: 'visible',
      successes: 3,
    });
    const after = await Promise.all(made.map(async ({ client }) => (await client.request(request)).status));
    expect(
      made
        .map(({ status }, index) => `${status}, then ${after[index]}`)
        .filter((each) => !each.endsWith('200')),
      `of ${made.length} connections made in the outage, those that do not serve after it. ` +
        'Next: has the ingress forgotten the host meanwhile? (Traefik: allowEmptyServices)',
    ).toEqual([]);
  },
);
