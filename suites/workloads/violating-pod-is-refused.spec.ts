import type { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { randomUUID } from 'node:crypto';
import { test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { describeApiError, statusOf } from '../../helpers/kube/api-error.ts';
import type { Cluster } from '../../helpers/kube/client.ts';

test.use({ requires: ['pod-security'] });

const container = {
  name: 'main',
  image: 'example.org/none:1.0',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const conforming = {
  containers: [container],
  securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
};

const violating: readonly (readonly [label: string, change: object])[] = [
  ['privileged', { containers: [{ ...container, securityContext: { privileged: true } }] }],
  ['root', { securityContext: { ...conforming.securityContext, runAsNonRoot: false, runAsUser: 0 } }],
  ['network of the node', { hostNetwork: true }],
  ['path of the node', { volumes: [{ name: 'host', hostPath: { path: '/' } }] }],
];

for (const [label, change] of violating) {
  test(
    `the tenant's namespace refuses a pod that \`restricted\` forbids [${label}]`,
    { tag: ['@core'] },
    async ({ cluster, tenant: { namespace }, denial }) => {
      await denial({
        what: `creating a pod (${label}) in namespace ${namespace}, as a dry run`,
        attempt: () => dryRun(cluster, namespace, { ...conforming, ...change }),
        expect: httpRefusal(403, /violates PodSecurity "restricted:/),
        controls: [
          {
            what: 'a pod that keeps to the standard is accepted, as a dry run',
            attempt: async () => {
              const { status, body } = await dryRun(cluster, namespace, conforming);
              if (status !== 201) throw new Error(body);
            },
          },
        ],
      });
    },
  );
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function dryRun(cluster: Cluster, namespace: string, spec: V1PodSpec): Promise<Answer> {
  const body: V1Pod = { metadata: { name: `korthweb-dry-run-${randomUUID()}` }, spec };
  try {
    await cluster.core.createNamespacedPod({ namespace, body, dryRun: 'All' });
    return { status: 201, body: 'created, as a dry run' };
  } catch (thrown) {
    const status = statusOf(thrown);
    if (status === undefined) throw thrown;
    return { status, body: describeApiError(thrown) };
  }
}
