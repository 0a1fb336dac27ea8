import { expect, test } from '../../fixtures/test.ts';
import type { Refusal } from '../../helpers/denial/refusal.ts';
import { isOwnAnswer } from '../../helpers/mesh/own-answers.ts';
import { reachedBy, type Hellos, type Reached } from '../../helpers/mesh/reached-by.ts';
import { readWaysIn } from '../../helpers/mesh/read-ways-in.ts';
import { meshTargets, protocols } from '../../helpers/mesh/targets.ts';
import { isDeclaredExposure, isDeclaredListener, undeclaredWays } from '../../helpers/mesh/ways-in.ts';
import type { Tenant } from '../../helpers/model/approach.ts';
import { firstAnswer } from '../../helpers/net/first-answer.ts';
import type { Target } from '../../helpers/net/vantage.ts';

test.use({ requires: ['istio-mtls'] });

const cases = [
  ['services', 'Services', 'no node port, load balancer or external address leads past the gateway'],
  ['pods', 'pods', "no host port and no pod on the node's own network leads past the gateway"],
  ['listeners', 'listeners', 'no Gateway and no route leads to the tenant but those that are declared'],
] as const;

for (const [kind, label, title] of cases) {
  test(`${title} [${label}]`, { tag: ['@core'] }, async ({ cluster, tenant }) => {
    const ways = await readWaysIn(cluster, tenant);
    // Who does not see what is declared does not see the rest either.
    expect(ways.guarded, 'pods of Orthanc and PostgreSQL').not.toEqual([]);
    expect(ways.gateway, 'pods of the gateway').not.toEqual([]);
    const declared = ways.listeners.filter((one) => isDeclaredListener(one, tenant, ways.gateway));
    for (const { port } of [tenant.web, tenant.dicom])
      expect(
        declared.map((one) => one.port),
        'ports of declared listeners',
      ).toContain(port);
    const exposed = ways.exposures.filter((one) => isDeclaredExposure(one, tenant));
    expect(exposed, "what the gateway's own Services open").not.toEqual([]);
    expect(
      undeclaredWays(ways, tenant)[kind],
      `what leads to ${tenant.namespace} from outside without being declared. Next: remove it, or have it lead to the gateway`,
    ).toEqual([]);
  });
}

test(
  'nothing else that is open on a node or a load balancer leads to Orthanc or PostgreSQL [tried]',
  { tag: ['@core'] },
  async ({ addresses, approach, cluster, denial, mesh, outside, tenant }) => {
    test.setTimeout(120_000);
    const ways = await readWaysIn(cluster, tenant);
    // Only accounts of these namespaces are let through to Orthanc or PostgreSQL, so only their pods could relay.
    const near = [tenant.namespace, mesh.gateway.namespace];
    const open = ways.exposures
      .filter((one) => !approach.tenants.some((each) => isDeclaredExposure(one, each)))
      .filter(({ pods }) => pods.some((pod) => near.includes(pod.split('/')[0] ?? '')))
      .flatMap(({ at }) => at);
    const own = [tenant.orthanc.httpPort, tenant.orthanc.dicomPort, tenant.database.port];
    const hosts = [ways.nodeAddress, addresses.web, addresses.dicom];
    const targets = unique([...open, ...hosts.flatMap((host) => own.map((port) => ({ host, port })))]);
    const hellos = hellosOf(tenant);
    const inside = await mesh.callers.orthanc.open();
    await denial({
      what: `HTTP, DICOM and SQL, with TLS and without, at ${targets.map(nameOf).join(', ')} from ${outside.name}`,
      attempt: () =>
        Promise.all(
          targets.map(async (target) => ({ ...target, ...(await reachedBy(outside, target, hellos)) })),
        ),
      expect: noOwnAnswer(ways.nodeAddress),
      controls: [
        {
          what: `HTTPS at the declared listener, ${tenant.web.host}:${tenant.web.port}, is answered by Orthanc`,
          attempt: async () => {
            const declared = { host: addresses.web, port: tenant.web.port };
            expect((await reachedBy(outside, declared, hellos)).ways).toContain('HTTP over TLS');
          },
        },
        {
          what: `the declared listener for DICOM, ${tenant.dicom.host}:${tenant.dicom.port}, takes connections`,
          attempt: async () =>
            (await outside.open({ host: addresses.dicom, port: tenant.dicom.port })).destroy(),
        },
        ...protocols.map((protocol) => ({
          what: `the first words of ${protocol} inside, as ${mesh.callers.orthanc.what}, get an answer that is known`,
          attempt: async () => {
            const stream = await inside.open(meshTargets(tenant)[protocol]);
            const answer = await firstAnswer(stream, hellos[protocol], isOwnAnswer[protocol]);
            expect(isOwnAnswer[protocol](answer)).toBe(true);
          },
        })),
      ],
    });
  },
);

type Found = Target & Reached;

/**
 * A port that keeps silent is shut where its address is heard of, as the controls hear of the load balancer's. A node of
 * which no port is heard may be out of reach from here, and have any of them open for others.
 */
function noOwnAnswer(node: string): Refusal<readonly Found[]> {
  const answers = (found: readonly Found[]): readonly string[] =>
    found.flatMap((target) => target.ways.map((way) => `${way} at ${nameOf(target)}`));
  const silence = (found: readonly Found[]): Error | undefined => {
    const there = found.filter(({ host }) => host === node);
    return there.every(({ unheard }) => unheard) ? there[0]?.unheard : undefined;
  };
  return {
    what: 'no answer of Orthanc or PostgreSQL',
    classify: (found) => (answers(found).length > 0 ? 'allowed' : silence(found) ? 'other' : 'refused'),
    describe: (found) =>
      answers(found).length > 0
        ? `an answer to ${answers(found).join(', ')}`
        : `nothing at all from node ${node}, not so much as a refusal (${silence(found)?.message}). Next: run it from where nodes can be reached`,
  };
}

function hellosOf(tenant: Tenant): Hellos {
  const { DICOM, PostgreSQL } = meshTargets(tenant);
  const { host } = tenant.web;
  return {
    servername: host,
    HTTP: Buffer.from(`GET /system HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    DICOM: DICOM.hello,
    PostgreSQL: PostgreSQL.hello,
  };
}

const nameOf = ({ host, port }: Target): string => `${host}:${port}`;

const unique = (targets: readonly Target[]): readonly Target[] => [
  ...new Map(targets.map((target) => [nameOf(target), target])).values(),
];
