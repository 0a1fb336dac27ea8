import type { Denial } from '../../fixtures/denial.ts';
import type { TenantAtWork } from '../../fixtures/each-tenant.ts';
import type { MeshUnderTest } from '../../fixtures/mesh.ts';
import { expect, test } from '../../fixtures/test.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { replaceOnePod } from '../../helpers/kube/replace-pods.ts';
import type { WorkloadRef } from '../../helpers/kube/rollout.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { labelsOf } from '../../helpers/mesh/istio-pods.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import type { Uploads } from '../../helpers/ledger/journal.ts';
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
  /** How many uploads of a tenant may fail for it; without a limit as many as there are in the outage. */
  readonly failures?: number;
  /** Within how many seconds the next of each way must be acknowledged. */
  readonly outage: number;
}

const deployment = (namespace: string, name: string): ReturnType<Case['pods']> => [
  { kind: 'Deployment', namespace, name },
  labelsOf(name),
];

const own: readonly Case[] = [
  {
    title: 'Orthanc',
    pods: (_, tenant) => [orthancWorkload({ tenant }), tenant.orthanc.podSelector],
    failures: 4,
    outage: 10,
  },
  {
    title: 'the gateway',
    pods: ({ gateway }) => deployment(gateway.namespace, gateway.deployment),
    // It has one pod: until there is another, connections are refused as fast as they are tried.
    outage: 35,
  },
];

const shared: Case = {
  title: 'istiod',
  pods: ({ namespace, istiod }) => deployment(namespace, istiod),
  failures: 0,
  outage: 10,
};

function claim({ title, failures, outage }: Case): string {
  const few = failures === undefined ? '' : `${failures === 0 ? 'none fails' : `at most ${failures} fail`}, `;
  return `no acknowledged upload is lost, ${few}the next is acknowledged within ${outage} s, and the mesh stays closed while a pod is replaced [${title}]`;
}

for (const one of own)
  test(
    claim(one),
    { tag: ['@extended', '@disruptive'] },
    async ({ cluster, denial, ledger, mesh, tenant }) => {
      await prove(one, [{ ledger, mesh, tenant }], { cluster, denial });
    },
  );

test(
  claim(shared),
  { tag: ['@extended', '@disruptive', '@quiet', '@cluster'] },
  async ({ cluster, denial, eachTenant }) => {
    await prove(shared, eachTenant, { cluster, denial });
  },
);

interface Given {
  readonly cluster: Cluster;
  readonly denial: Denial;
}

interface Busy extends TenantAtWork {
  readonly uploads: Uploads;
}

/** Replaces a pod that all of these tenants need, while each of them uploads. */
async function prove(replaced: Case, tenants: readonly TenantAtWork[], given: Given): Promise<void> {
  test.setTimeout(2 * timeouts.rollout);
  await using stack = new AsyncDisposableStack();
  const busy = tenants.map((one): Busy => ({ ...one, uploads: stack.use(one.ledger.start()) }));
  await Promise.all(busy.map(({ uploads }) => uploads.acknowledge(enough)));
  let replacing: Promise<void> | undefined;
  const replace = ({ mesh, tenant }: Busy): Promise<void> =>
    (replacing ??= replaceOnePod(given.cluster, ...replaced.pods(mesh, tenant)));
  await Promise.all(busy.map((one) => staysClosed(one, replaced, () => replace(one), given)));
  await Promise.all(busy.map((one) => losesNothing(one, replaced)));
}

/** The mesh takes plaintext from nobody outside it, for as long as the pod is being replaced. */
async function staysClosed(
  { mesh, tenant }: Busy,
  { title }: Case,
  replace: () => Promise<void>,
  { denial }: Given,
): Promise<void> {
  const outsider = await mesh.callers.outsider.open();
  const orthanc = await mesh.callers.orthanc.open();
  const target = meshTargets(tenant).HTTP;
  const where = `${target.host}:${target.port}`;
  await denial({
    what: `plaintext from ${outsider.name} to ${where} while ${title} is replaced`,
    attempt: () => worstOf(replace(), async () => attemptTcp(await outsider.open(target), target.hello)),
    expect: tcpRefusal('reset'),
    controls: [
      {
        what: `${where} over mutual TLS, as ${mesh.callers.orthanc.uri}, is answered`,
        attempt: async () =>
          expect((await attemptTcp(await orthanc.open(target), target.hello)).kind).toBe('answered'),
      },
    ],
  });
}

/** Uploads go on afterwards, and all that was acknowledged is there. */
async function losesNothing(
  { ledger, tenant, uploads }: Busy,
  { title, failures, outage }: Case,
): Promise<void> {
  await uploads.acknowledge(enough);
  const journal = await uploads.stop();
  const { acknowledged, refused, longestGapMs } = journal;
  const what = `${acknowledged.length} uploads of ${tenant.name} were acknowledged while ${title} was replaced`;
  const { annotations } = test.info();
  annotations.push({ type: 'uploads', description: `${what}, ${refused.length} were not` });
  annotations.push(
    latencyAnnotation(`no upload of ${tenant.name} acknowledged, while ${title} was replaced`, longestGapMs),
  );
  expect(
    (await ledger.differences(journal)).slice(0, 5),
    `what is missing or altered of what ${what} (the first five findings)`,
  ).toEqual([]);
  if (failures !== undefined)
    expect(refused.length, `uploads that failed; ${what}; the last: ${refused.at(-1)}`).toBeLessThanOrEqual(
      failures,
    );
  expect(longestGapMs / 1000, `seconds without an acknowledged upload; ${what}`).toBeLessThanOrEqual(outage);
}
