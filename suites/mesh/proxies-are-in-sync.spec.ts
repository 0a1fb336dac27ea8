import { expect, test } from '../../fixtures/test.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { gatewayPods } from '../../helpers/mesh/istio-pods.ts';
import { proxySync } from '../../helpers/mesh/sync.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';

test.use({ requires: ['istio'] });

test(
  "every proxy of the tenant has acknowledged istiod's newest configuration",
  { tag: ['@smoke', '@core'] },
  async ({ cluster, mesh, tenant: { namespace } }) => {
    const findings = async (): Promise<string[]> => {
      const [known, own, gateways] = await Promise.all([
        proxySync(cluster, mesh),
        readyPods(cluster, namespace),
        gatewayPods(cluster, mesh),
      ]);
      if (own.length === 0) return [`no pod of ${namespace} is Ready`];
      return [...own, ...gateways]
        .filter(({ manifest }) => manifest.metadata?.labels?.['korthweb.io/run'] === undefined)
        .flatMap(({ name, namespace: where }) => {
          const sync = known.find(({ proxy }) => proxy === `${name}.${where}`);
          if (!sync) return [`${where}/${name}: no istiod knows it`];
          return sync.stale.map((kind) => `${where}/${name}: has not acknowledged its newest ${kind}`);
        });
    };
    // What another check changes takes a moment to be acknowledged.
    const last = await eventually(
      async () => {
        const found = await findings();
        if (found.length > 0) throw new Error(found.join('; '));
      },
      { what: 'all proxies to be in sync', timeout: 'visible' },
    ).then(() => 'in sync', explain);
    expect(last, `the proxies of ${namespace} and its gateway, as istiod sees them`).toBe('in sync');
  },
);
