import { type MeshCaller, type MeshUnderTest } from '../../fixtures/mesh.ts';
import { exercises, expect, test } from '../../fixtures/test.ts';
import { httpRefusal, type Refusal } from '../../helpers/denial/refusal.ts';
import { openHttp, type HttpClient, type HttpRequest } from '../../helpers/http/client.ts';
import { excerpt, type HttpResponse } from '../../helpers/http/response.ts';
import { readyPods, type Pod } from '../../helpers/kube/pods.ts';
import { logged, newRequestId } from '../../helpers/mesh/access-log.ts';
import { meshTargets, type MeshTarget } from '../../helpers/mesh/targets.ts';
import { attemptTcp, tcpRefusal, type TcpOutcome } from '../../helpers/net/attempt-tcp.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { newSourcePort } from '../../helpers/net/source-port.ts';

test.use({ requires: ['istio-mtls'] });

const requests = {
  GET: { path: '/system' },
  POST: { method: 'POST', path: '/tools/lookup', body: 'korthweb' },
  DELETE: { method: 'DELETE', path: '/instances/korthweb' },
  'GET metrics': { path: '/tools/metrics-prometheus' },
} as const satisfies Record<string, HttpRequest>;
type RequestName = keyof typeof requests;

/** What Orthanc answers to each: there is no such instance. */
const ownStatus: Readonly<Record<RequestName, number>> = {
  GET: 200,
  POST: 200,
  DELETE: 404,
  'GET metrics': 200,
};

interface Row {
  /** The requests that Orthanc's policy lets through; all others are denied. */
  readonly HTTP: readonly RequestName[];
  readonly DICOM: boolean;
  readonly PostgreSQL: boolean;
}
const everything: readonly RequestName[] = ['GET', 'POST', 'DELETE', 'GET metrics'];

/** Those in the mesh; from outside it nothing gets so far as to be asked for an identity. */
const callers = ['gateway', 'orthanc', 'prometheus', 'neighbour', 'foreigner'] as const;

/** Who may do what, as the policies promise: the gateway and Orthanc all of it, Prometheus its metrics, others nothing. */
const matrix: Readonly<Record<(typeof callers)[number], Row>> = {
  gateway: { HTTP: everything, DICOM: true, PostgreSQL: false },
  orthanc: { HTTP: everything, DICOM: true, PostgreSQL: true },
  prometheus: { HTTP: ['GET metrics'], DICOM: false, PostgreSQL: false },
  neighbour: { HTTP: [], DICOM: false, PostgreSQL: false },
  foreigner: { HTTP: [], DICOM: false, PostgreSQL: false },
};

const policies = exercises(
  'AuthorizationPolicy/authz-policy-orthanc',
  'AuthorizationPolicy/authz-policy-postgres',
);

for (const caller of callers) {
  const row = matrix[caller];

  test(
    `requests to Orthanc are let through exactly as the policies say [${caller} to HTTP]`,
    { tag: ['@core'], annotation: policies },
    async ({ mesh, tenant, cluster, credentials, denial, approach }) => {
      test.skip(caller === 'prometheus' && !approach.prometheus, 'unsupported: feature prometheus');
      const target = meshTargets(tenant).HTTP;
      const pod = onePod(await readyPods(cluster, tenant.namespace, target.podSelector));
      await using clients = new AsyncDisposableStack();
      const clientOf = async (who: MeshCaller): Promise<HttpClient> => {
        const tunnel = clients.use(
          await (await mesh.callers[who].open()).tunnel({ host: pod.ip ?? '', port: target.port }),
        );
        const host = `${target.host}:${target.port}`;
        return clients.use(openHttp({ host, address: tunnel.host, port: tunnel.port, auth: credentials }));
      };
      const [asCaller, asOrthanc] = await Promise.all([clientOf(caller), clientOf('orthanc')]);
      for (const name of row.HTTP) {
        const answer = await asCaller.request(requests[name]);
        const what = `the status of ${name} by ${mesh.callers[caller].what}, as Orthanc itself answers (${excerpt(answer)})`;
        expect(answer.status, what).toBe(ownStatus[name]);
      }
      const denied = everything.filter((name) => !row.HTTP.includes(name));
      if (denied.length === 0) return;
      const began = new Date();
      const refused: { readonly what: string; readonly requestId: string }[] = [];
      for (const name of denied) {
        const requestId = newRequestId();
        const what = `${name} by ${mesh.callers[caller].what} to ${pod.name}`;
        await denial({
          what,
          attempt: () => asCaller.request({ ...requests[name], headers: { 'x-request-id': requestId } }),
          expect: deniedOf(name),
          controls: [
            {
              what: `${name} by ${mesh.callers.orthanc.what} is answered by Orthanc`,
              attempt: async () =>
                expect((await asOrthanc.request(requests[name])).status).toBe(ownStatus[name]),
            },
          ],
        });
        refused.push({ what, requestId });
      }
      // A proxy writes its log once a second: what it says of each is read when all are through.
      for (const { what, requestId } of refused) {
        const { details } = await logged(cluster, pod, began, { requestId });
        expect(details, `${what}: why it was denied, by the server's sidecar`).toMatch(deniedByPolicy);
      }
    },
  );

  for (const protocol of ['DICOM', 'PostgreSQL'] as const) {
    test(
      `connections are let through exactly as the policies say [${caller} to ${protocol}]`,
      { tag: ['@core'], annotation: policies },
      async ({ mesh, tenant, cluster, denial, approach }) => {
        test.skip(caller === 'prometheus' && !approach.prometheus, 'unsupported: feature prometheus');
        const target = meshTargets(tenant)[protocol];
        const pod = onePod(await readyPods(cluster, tenant.namespace, target.podSelector));
        const began = new Date();
        const sourcePort = newSourcePort();
        const attempt = () => connect(mesh, caller, target, pod, sourcePort);
        const what = `${protocol} by ${mesh.callers[caller].what} to ${pod.name}`;
        if (row[protocol]) {
          expect((await attempt()).kind, `${what}: what became of it`).toBe('answered');
          return;
        }
        await denial({
          what,
          attempt,
          // Envoy's TCP RBAC filter closes what it has accepted.
          expect: closedRefusal,
          controls: [
            {
              what: `the same by ${mesh.callers.orthanc.what} is answered`,
              attempt: async () =>
                expect((await connect(mesh, 'orthanc', target, pod)).kind).toBe('answered'),
            },
          ],
        });
        const { terminated } = await logged(cluster, pod, began, { sourcePort });
        expect(terminated, `${what}: why it was closed, by the server's sidecar`).toMatch(deniedByPolicy);
      },
    );
  }
}

/** How Envoy's RBAC filters, for HTTP and for TCP, say in the access log that no policy allows it. */
const deniedByPolicy = /^rbac_access_denied_matched_policy\[/;

/** Denied by Envoy's RBAC filter for HTTP; what Orthanc itself has answered was allowed. */
function deniedOf(name: RequestName): Refusal<HttpResponse> {
  const denied = httpRefusal(403, /^RBAC: access denied$/);
  return {
    ...denied,
    classify: (answer) => (answer.status === ownStatus[name] ? 'allowed' : denied.classify(answer)),
  };
}

const closedRefusal: Refusal<TcpOutcome> = tcpRefusal('closed', 'reset');

async function connect(
  mesh: MeshUnderTest,
  caller: MeshCaller,
  { port, hello }: MeshTarget,
  { ip = '' }: Pod,
  sourcePort = newSourcePort(),
): Promise<TcpOutcome> {
  const vantage = await mesh.callers[caller].open();
  return attemptTcp(await vantage.open({ host: ip, port, sourcePort }), hello);
}

function onePod([pod]: readonly Pod[]): Pod {
  if (pod) return pod;
  throw new InconclusiveError('No pod of the target is Ready: nothing can be asked of it');
}
