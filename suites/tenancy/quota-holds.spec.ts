import { expect, test } from '../../fixtures/test.ts';
import { request } from '../../helpers/kube/request.ts';
import { toError } from '../../helpers/model/errors.ts';

test.use({ requires: ['multi-tenant'] });

test(
  "a pod beyond the tenant's quota is refused, and one within it is not, here and there",
  { tag: ['@core'] },
  async ({ cluster, tenant, other, deployment: { probeImage: image } }) => {
    // A dry run: nothing is made.
    const tryPod = (namespace: string, cpu: string): Promise<string> => {
      const container = { name: 'probe', image, resources: { requests: { cpu, memory: '16Mi' } } };
      const metadata = { name: 'korthweb-quota', namespace, labels: { 'sidecar.istio.io/inject': 'false' } };
      return request(cluster.config, {
        method: 'POST',
        path: `/api/v1/namespaces/${namespace}/pods`,
        query: { dryRun: 'All' },
        body: { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } },
      }).then(
        () => 'accepted',
        (thrown: unknown) => toError(thrown).message,
      );
    };
    expect(await tryPod(tenant.namespace, '1000'), `a pod of 1000 processors in ${tenant.namespace}`).toMatch(
      /exceeded quota: \S+, requested: requests\.cpu=1k/,
    );
    for (const { namespace } of [tenant, other.tenant])
      expect(await tryPod(namespace, '10m'), `a small pod in ${namespace}`).toBe('accepted');
  },
);
