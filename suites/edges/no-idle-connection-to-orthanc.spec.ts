import { setTimeout as delay } from 'node:timers/promises';
import { exercises, expect, test } from '../../fixtures/test.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { sendSlowly } from '../../helpers/http/slow-request.ts';
import type { HttpTarget } from '../../helpers/http/target.ts';
import { establishedConnections } from '../../helpers/kube/connections.ts';
import { ingressPods } from '../../helpers/kube/ingress-pods.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { proxyContainer } from '../../helpers/mesh/proxy.ts';
import { explain, InconclusiveError, toError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';

/** From where a sidecar passes on to its own pod what came from others (Istio's InboundPassthroughBindIpv4). */
const ownSidecar = '127.0.0.6';

/**
 * Milliseconds after which Orthanc has closed what it keeps alive (its KeepAliveTimeout is a second). What is open for longer
 * in quiet was never used: a proxy connects for a request, and when that is cancelled it has one in hand for the next.
 */
const longerThanKeptAlive = 1500;

test(
  'the proxy before Orthanc keeps no connection open after a request, which Orthanc might close under the next',
  { tag: ['@core', '@exclusive'], annotation: exercises('Sidecar/orthanc') },
  async ({ approach, web, cluster, tenant: { namespace, orthanc, web: ingress } }) => {
    const meshed = approach.features.includes('istio-mtls');
    const [proxies, replicas] = await Promise.all([
      ingressPods(cluster, ingress.service),
      readyPods(cluster, namespace, orthanc.podSelector),
    ]);
    expect(replicas.length, `Ready pods of Orthanc in ${namespace}`).toBeGreaterThan(0);
    const addresses = new Set(meshed ? [ownSidecar] : proxies.map(({ ip }) => ip));
    const next = meshed
      ? "Next: look at the Sidecar of Orthanc's pods (maxRequestsPerConnection: 1)"
      : 'Next: look at the ServersTransport of its route (maxIdleConnsPerHost: -1)';
    const open = async (): Promise<readonly string[]> => {
      const each = replicas.map(async ({ name, containers }) => {
        const container = containers.find((one) => one !== proxyContainer);
        const all = await establishedConnections(cluster, {
          namespace,
          name,
          ...(container && { container }),
        });
        return all
          .filter(({ localPort, remote }) => localPort === orthanc.httpPort && addresses.has(remote))
          .map(({ remote, remotePort }) => `${remote}:${remotePort} to ${name}`);
      });
      return (await Promise.all(each)).flat();
    };
    const atFirst = new Set(await open());
    await delay(longerThanKeptAlive);
    const unused = new Set((await open()).filter((one) => atFirst.has(one)));
    await eventually(
      async () => {
        // A kept one would be seen for a second: asked anew each time, so that it never gets that old.
        await Promise.all(
          replicas.map(async () => expectStatus(await web.request({ path: '/system' }), 200)),
        );
        const kept = (await open()).filter((one) => !unused.has(one));
        if (kept.length > 0) throw new Error(`${kept.length}, from ${kept.join(', ')}. ${next}`);
      },
      {
        what: 'a moment without connections of the proxy to Orthanc, right after requests',
        timeout: 'visible',
      },
    );
    await seenWhileUsed(web.target, open);
  },
);

/** So long under way that whoever looks meanwhile sees the proxy's connection for it. */
const slow = {
  path: '/tools/lookup',
  contentType: 'text/plain',
  body: Buffer.alloc(150, 'k'),
  pieces: 150,
  everyMs: 100,
};

/** The control: who sees no connection under a request would see none that is kept either. */
async function seenWhileUsed(target: HttpTarget, open: () => Promise<readonly string[]>): Promise<void> {
  const seen = new AbortController();
  const answer = sendSlowly(target, { ...slow, hurry: seen.signal }).catch(explain);
  const unseen = await eventually(async () => expect(await open()).not.toEqual([]), {
    what: 'a connection of the proxy to Orthanc while a request is under way',
    timeout: 'visible',
  }).then(() => undefined, toError);
  seen.abort();
  const answered = await answer;
  if (unseen) throw new InconclusiveError(`${unseen.message}; its answer: ${answered}`, { cause: unseen });
}
