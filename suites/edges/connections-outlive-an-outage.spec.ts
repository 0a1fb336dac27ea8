import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '../../fixtures/test.ts';
import { openHttp, type HttpClient } from '../../helpers/http/client.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { deletePods } from '../../helpers/kube/replace-pods.ts';
import { rolloutComplete } from '../../helpers/kube/rollout.ts';
import { scale } from '../../helpers/kube/scale.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

const request = { path: '/system' };
/** How long there is no pod at all, before others begin to start (ms). */
const outage = 3000;
/** Between one new connection and the next (ms). */
const pause = 250;
/** Longer than the outage: what is idle meanwhile is the same connection afterwards. */
const keepAliveMs = 60_000;

test(
  'connections made while there is no pod of Orthanc serve again once there is',
  { tag: ['@extended', '@disruptive'] },
  async ({ ca, cleanup, cluster, tenant, addresses, credentials: auth }) => {
    test.setTimeout(2 * timeouts.rollout);
    const orthanc = orthancWorkload({ tenant });
    const pods = await readyPods(cluster, tenant.namespace, tenant.orthanc.podSelector);
    if (pods.length === 0) throw new SetupError('Expected Ready pods of Orthanc to take away, got none');
    const back = async (): Promise<void> => {
      await scale(cluster, orthanc, pods.length);
      const what = 'Orthanc to be ready after it was scaled to nothing';
      await eventually(() => rolloutComplete(cluster, orthanc), { what, timeout: 'rollout' });
    };
    cleanup.add('Orthanc, scaled to nothing', back);

    await using connections = new AsyncDisposableStack();
    const { host, port } = tenant.web;
    const target = { host, address: addresses.web, port, tls: { ca }, auth };
    const made: { readonly client: HttpClient; readonly during: number }[] = [];
    const served = new AbortController();
    const connect = async (): Promise<void> => {
      while (!served.signal.aborted) {
        const client = connections.use(openHttp(target, { keepAliveMs }));
        made.push({ client, during: (await client.request(request)).status });
        await delay(pause);
      }
    };
    const outlast = async (): Promise<void> => {
      try {
        await scale(cluster, orthanc, 0);
        await deletePods(cluster, pods, 1);
        await delay(outage);
        await back();
      } finally {
        served.abort();
      }
    };
    await Promise.all([outlast(), connect()]);
    const during = made.filter((each) => each.during !== 200);
    expect(during, 'connections that were not served while there was no pod of Orthanc').not.toEqual([]);

    const anew = async (): Promise<void> => {
      await using client = openHttp(target);
      expectStatus(await client.request(request), 200);
    };
    await eventually(anew, {
      what: 'new connections to be led to the new pods',
      timeout: 'visible',
      successes: 3,
    });
    const answers = await Promise.all(
      during.map(async (each) => `${each.during}, then ${(await each.client.request(request)).status}`),
    );
    expect(
      answers.filter((answer) => !answer.endsWith('200')),
      `of ${during.length} connections made in the outage, those that do not serve after it. ` +
        'Next: has the ingress forgotten the host meanwhile? (Traefik: allowEmptyServices)',
    ).toEqual([]);
  },
);
