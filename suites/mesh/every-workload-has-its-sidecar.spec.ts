import { expect, test } from '../../fixtures/test.ts';
import { listPods } from '../../helpers/kube/pods.ts';
import { proxyContainer } from '../../helpers/mesh/proxy.ts';

test.use({ requires: ['istio-mtls'] });

test(
  'every pod of the tenant has a sidecar that is Ready',
  { tag: ['@smoke', '@core'] },
  async ({ cluster, tenant: { namespace } }) => {
    const pods = (await listPods(cluster, namespace)).filter(({ phase }) => phase === 'Running');
    expect(pods.length, `running pods of ${namespace}`).toBeGreaterThan(0);
    const without = pods.flatMap(({ name, manifest: { status } }) => {
      const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
      const proxy = containers.find((one) => one.name === proxyContainer);
      if (!proxy) return [`${name}: has none`];
      return proxy.ready ? [] : [`${name}: it is not Ready`];
    });
    expect(
      without,
      `pods of ${namespace} that the mesh does not guard. Next: is the namespace labelled for injection, and no pod exempt?`,
    ).toEqual([]);
  },
);
