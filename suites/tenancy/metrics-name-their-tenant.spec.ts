import { exercises, expect, test } from '../../fixtures/test.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { hopsToOrthanc } from '../../helpers/prometheus/proxies.ts';
import { watchCounters } from '../../helpers/prometheus/moves.ts';

test.use({ requires: ['multi-tenant', 'prometheus', 'istio'] });

const monitors = exercises('ServiceMonitor/orthanc', 'PodMonitor/envoy-stats-monitor');

for (const job of ['orthanc', 'envoy'] as const) {
  test(
    `every series of the tenant's namespace names the tenant, and no other [${job}]`,
    { tag: ['@core'], annotation: monitors },
    async ({ prometheus, tenant: { name, namespace } }) => {
      // A new pod is known to Prometheus once its operator has written it down.
      await eventually(
        async () => {
          if ((await prometheus.query(`up{job="${job}",namespace="${namespace}"}`)).length === 0)
            throw new Error('there is none');
        },
        { what: `a target of job ${job} in ${namespace}`, timeout: 'scraped', every: 500 },
      );
      const wrong = await prometheus.query(
        `count by (__name__, tenant) ({job="${job}",namespace="${namespace}",tenant!="${name}"})`,
      );
      expect(
        wrong.map(({ labels }) => labels),
        `series of ${namespace} that do not name ${name}`,
      ).toEqual([]);
      const elsewhere = await prometheus.query(
        `count by (namespace) ({job="${job}",tenant="${name}",namespace!="${namespace}"})`,
      );
      expect(
        elsewhere.map(({ labels }) => labels),
        `series of other namespaces that name ${name}`,
      ).toEqual([]);
    },
  );
}

const batch = 5;

test(
  "requests of one tenant move its own gateway's counter alone [counted]",
  { tag: ['@core', '@exclusive', '@quiet'] },
  async ({ cluster, mesh, other, perform, prometheus, tenant }) => {
    const [own] = await hopsToOrthanc(cluster, tenant, mesh, 'requests');
    const otherMesh = other.tenant.mesh;
    if (!otherMesh) throw new Error(`Expected ${other.tenant.name} to be in the mesh`);
    const [theirs] = await hopsToOrthanc(cluster, other.tenant, otherMesh, 'requests');
    const moves = await watchCounters({ cluster, prometheus, tenant }, [own, theirs]);
    await perform('QIDO', batch);
    const moved = (await moves()).map((move) => move.moved);
    expect(moved, `by how much the gateways of ${tenant.name} and ${other.tenant.name} have moved`).toEqual([
      batch,
      0,
    ]);
  },
);
