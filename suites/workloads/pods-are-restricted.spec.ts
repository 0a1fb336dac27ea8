import { expect, test } from '../../fixtures/test.ts';
import { violations } from '../../helpers/kube/pod-security.ts';
import { livePods } from '../../helpers/kube/workloads.ts';

/** Sets up the pod's network, which takes capabilities; without Istio's CNI there is no other way. */
const exceptions = ['container istio-init'];

test(
  'every pod keeps to the Pod Security standard `restricted`',
  { tag: ['@core'] },
  async ({ cluster, tenant }) => {
    const pods = await livePods(cluster, tenant);
    expect(pods.length, 'pods of the tenant').toBeGreaterThan(0);
    const found = pods.flatMap(({ name, manifest }) =>
      violations(manifest)
        .filter(({ where }) => !exceptions.includes(where))
        .map(({ where, what }) => `${name}, ${where}: ${what}`),
    );
    expect(found, `what ${pods.length} pods do that \`restricted\` forbids`).toEqual([]);
  },
);
