import { expect, test } from '../../fixtures/test.ts';
import type { MeshUnderTest } from '../../fixtures/mesh.ts';
import { replaceOnePod } from '../../helpers/kube/replace-pods.ts';
import type { WorkloadRef } from '../../helpers/kube/rollout.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { labelsOf } from '../../helpers/mesh/istio-pods.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import type { Tenant } from '../../helpers/model/approach.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';
import { attemptTcp, tcpRefusal } from '../../helpers/net/attempt-tcp.ts';
import { worstOf } from '../../helpers/net/worst-of.ts';

test.use({ requires: ['istio-mtls', 'postgres', 'dicom-tls'] });

/** Of each way, before the pod goes, and again after: fewer prove little. */
const enough = 5;

interface Case {
  readonly title: string;
  readonly pods: (
    mesh: MeshUnderTest,
    tenant: Tenant,
  ) => readonly [workload: WorkloadRef, labels: Readonly<Record<string, string>>];
  /** How many uploads may fail for it; without a limit as many as there are in the outage. */
  readonly failures?: number;
  /** Within how many seconds the next of each way must be acknowledged. */
  readonly outage: number;
  /** Whether other tenants would notice. */
  readonly isShared?: boolean;
}

const deployment = (namespace: string, name: string): ReturnType<Case['pods']> => [
  { kind: 'Deployment', namespace, name },
  labelsOf(name),
];

const cases: readonly Case[] = [
  {
    title: 'Orthanc',
    pods: (_, tenant) => [orthancWorkload({ tenant }), tenant.orthanc.podSelector],
    failures: 4,
    outage: 10,
  },
  {
    title: 'istiod',
    pods: ({ namespace, istiod }) => deployment(namespace, istiod),
    failures: 0,
    outage: 10,
    isShared: true,
  },
  {
    title: 'the gateway',
    pods: ({ gateway }) => deployment(gateway.namespace, gateway.deployment),
    // It has one pod: until there is another, connections are refused as fast as they are tried.
    outage: 35,
  },
];

for (const { title, pods, failures, outage, isShared = false } of cases) {
  const few = failures === undefined ? '' : `${failures === 0 ? 'none fails' : `at most ${failures} fail`}, `;
  test(
    `no acknowledged upload is lost, ${few}the next is acknowledged within ${outage} s, and the mesh stays closed while a pod is replaced [${title}]`,
    { tag: ['@extended', '@disruptive', ...(isShared ? ['@quiet'] : [])] },
    async ({ cluster, denial, ledger, mesh, tenant }, info) => {
      test.setTimeout(2 * timeouts.rollout);
      const outsider = await mesh.callers.outsider.open();
      const orthanc = await mesh.callers.orthanc.open();
      const target = meshTargets(tenant).HTTP;
      await using uploads = ledger.start();
      await uploads.acknowledge(enough);
      await denial({
        what: `plaintext from ${outsider.name} to ${target.host}:${target.port} while ${title} is replaced`,
        attempt: () =>
          worstOf(replaceOnePod(cluster, ...pods(mesh, tenant)), async () =>
            attemptTcp(await outsider.open(target), target.hello),
          ),
        expect: tcpRefusal('reset'),
        controls: [
          {
            what: `the same over mutual TLS, as ${mesh.callers.orthanc.uri}, is answered`,
            attempt: async () =>
              expect((await attemptTcp(await orthanc.open(target), target.hello)).kind).toBe('answered'),
          },
        ],
      });
      await uploads.acknowledge(enough);
      const journal = await uploads.stop();

      const { acknowledged, refused, longestGapMs } = journal;
      const what = `${acknowledged.length} uploads were acknowledged while ${title} was replaced`;
      info.annotations.push({ type: 'uploads', description: `${what}, ${refused.length} were not` });
      info.annotations.push(
        latencyAnnotation(`no upload acknowledged, while ${title} was replaced`, longestGapMs),
      );
      expect(
        (await ledger.differences(journal)).slice(0, 5),
        `what is missing or altered of what ${what} (the first five findings)`,
      ).toEqual([]);
      if (failures !== undefined)
        expect(
          refused.length,
          `uploads that failed; ${what}; the last: ${refused.at(-1)}`,
        ).toBeLessThanOrEqual(failures);
      expect(longestGapMs / 1000, `seconds without an acknowledged upload; ${what}`).toBeLessThanOrEqual(
        outage,
      );
    },
  );
}
