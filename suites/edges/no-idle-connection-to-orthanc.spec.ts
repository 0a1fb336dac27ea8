import { setTimeout as delay } from 'node:timers/promises';
import { exercises, test } from '../../fixtures/test.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { establishedConnections } from '../../helpers/kube/connections.ts';
import { ingressPods } from '../../helpers/kube/ingress-pods.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { proxyContainer } from '../../helpers/mesh/proxy.ts';
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
  },
);
