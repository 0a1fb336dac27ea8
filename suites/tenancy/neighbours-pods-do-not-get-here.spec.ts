import { exercises, expect, test } from '../../fixtures/test.ts';
import type { Refusal } from '../../helpers/denial/refusal.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { attemptTcp, type TcpOutcome } from '../../helpers/net/attempt-tcp.ts';
import type { PodVantage } from '../../helpers/net/pod.ts';

test.use({ requires: ['multi-tenant', 'network-policy', 'istio-mtls'] });
test.setTimeout(120_000);

/** How a connection ends that never reached a pod; whoever is reached closes it at the least. */
const kept: readonly TcpOutcome['kind'][] = ['timeout', 'refused', 'unreachable'];

const keptAway: Refusal<TcpOutcome> = {
  what: 'no connection at all',
  classify: ({ kind }) =>
    kept.includes(kind) ? 'refused' : kind === 'dns' || kind === 'unknown' ? 'other' : 'allowed',
  describe: (outcome) => ('error' in outcome ? `${outcome.kind}: ${outcome.error.message}` : outcome.kind),
};

for (const protocol of ['HTTP', 'DICOM', 'PostgreSQL'] as const)
  test(
    `a pod in the namespace of another tenant does not get as far as the mesh [${protocol}]`,
    { tag: ['@core'], annotation: exercises('NetworkPolicy/no-other-tenant') },
    async ({ cluster, denial, inNeighbour, inPod, tenant }) => {
      const { port, podSelector, hello } = meshTargets(tenant)[protocol];
      const [pod] = await readyPods(cluster, tenant.namespace, podSelector);
      if (!pod?.ip) throw new SetupError(`Expected a Ready pod for ${protocol}, there is none`);
      const host = pod.ip;
      const attempt = async (from: PodVantage): Promise<TcpOutcome> =>
        attemptTcp(await from.open({ host, port }), hello);
      const [neighbour, anyPod] = await Promise.all([inNeighbour(), inPod()]);
      await denial({
        what: `${protocol} of ${pod.name} by a pod of another tenant`,
        attempt: () => attempt(neighbour),
        expect: keptAway,
        controls: [
          {
            what: 'the same by a pod of no tenant gets there, be it only to be refused',
            attempt: async () => expect(kept).not.toContain((await attempt(anyPod)).kind),
          },
        ],
      });
    },
  );
