import { test } from '../../fixtures/test.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { establishedConnections } from '../../helpers/kube/connections.ts';
import { ingressPods } from '../../helpers/kube/ingress-pods.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { eventually } from '../../helpers/model/eventually.ts';

test.use({ requires: ['traefik'] });

test(
  'the ingress keeps no connection to Orthanc open after a request, which Orthanc might close under the next',
  { tag: ['@core', '@exclusive'] },
  async ({ web, cluster, tenant: { namespace, orthanc, web: ingress } }) => {
    const [proxies, replicas] = await Promise.all([
      ingressPods(cluster, ingress.service),
      readyPods(cluster, namespace, orthanc.podSelector),
    ]);
    const addresses = new Set(proxies.map(({ ip }) => ip));
    const next = 'Next: look at the ServersTransport of its route (maxIdleConnsPerHost: -1)';
    await eventually(
      async () => {
        // A kept one would be seen for a second: asked anew each time, so that it never gets that old.
        await Promise.all(
          replicas.map(async () => expectStatus(await web.request({ path: '/system' }), 200)),
        );
        const open = (await Promise.all(replicas.map((pod) => establishedConnections(cluster, pod)))).flat();
        const idle = open.filter((one) => one.localPort === orthanc.httpPort && addresses.has(one.remote));
        if (idle.length === 0) return;
        throw new Error(
          `${idle.length} from ${[...new Set(idle.map(({ remote }) => remote))].join(', ')}. ${next}`,
        );
      },
      {
        what: 'a moment without connections of the ingress to Orthanc, right after requests',
        timeout: 'visible',
      },
    );
  },
);
