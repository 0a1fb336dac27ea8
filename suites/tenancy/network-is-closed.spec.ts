import { exercises, expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { openHttp, type HttpClient } from '../../helpers/http/client.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { attemptTcp, tcpRefusal, type TcpOutcome } from '../../helpers/net/attempt-tcp.ts';
import type { Tenant } from '../../helpers/model/approach.ts';

test.use({ requires: ['multi-tenant', 'istio-mtls'] });
test.setTimeout(120_000);

const policies = exercises(
  'AuthorizationPolicy/authz-policy-orthanc',
  'AuthorizationPolicy/authz-policy-postgres',
);

/** Who asks: the accounts of the other tenant that have the most to say there. */
const strangers = {
  Orthanc: ({ mesh }: Tenant) => mesh?.orthancAccount,
  gateway: ({ mesh }: Tenant) => mesh?.gateway.serviceAccount,
} as const;

/** By the name of the Service, which leads to any of its pods, and past it. */
const ways = ['name', 'pod'] as const;

for (const [who, accountOf] of Object.entries(strangers)) {
  for (const way of ways) {
    test(
      `the other tenant's ${who} gets no answer of Orthanc's [${who}, HTTP by ${way}]`,
      { tag: ['@core'], annotation: policies },
      async ({ asAccount, cluster, credentials: auth, denial, inCluster, other, tenant }) => {
        const { host, port, podSelector } = meshTargets(tenant).HTTP;
        const at =
          way === 'name' ? host : await podAddress(readyPods(cluster, tenant.namespace, podSelector));
        await using clients = new AsyncDisposableStack();
        const clientOf = async (vantage: typeof inCluster): Promise<HttpClient> => {
          const tunnel = clients.use(await vantage.tunnel({ host: at, port }));
          return clients.use(
            openHttp({ host: `${host}:${port}`, address: tunnel.host, port: tunnel.port, auth }),
          );
        };
        const stranger = await clientOf(
          await asAccount(other.tenant.namespace, accountOf(other.tenant) ?? ''),
        );
        const own = await clientOf(inCluster);
        await denial({
          what: `GET /system of ${tenant.name} by ${who} of ${other.tenant.name}, with the right password`,
          attempt: () => stranger.request({ path: '/system' }),
          expect: httpRefusal(403, /^RBAC: access denied$/),
          controls: [
            {
              what: 'the same by its own Orthanc is 200',
              attempt: async () => expect((await own.request({ path: '/system' })).status).toBe(200),
            },
          ],
        });
      },
    );

    for (const protocol of ['DICOM', 'PostgreSQL'] as const) {
      test(
        `the other tenant's ${who} gets no connection [${who}, ${protocol} by ${way}]`,
        { tag: ['@core'], annotation: policies },
        async ({ asAccount, cluster, denial, inCluster, other, tenant }) => {
          const { host, port, podSelector, hello } = meshTargets(tenant)[protocol];
          const at =
            way === 'name' ? host : await podAddress(readyPods(cluster, tenant.namespace, podSelector));
          const vantage = await asAccount(other.tenant.namespace, accountOf(other.tenant) ?? '');
          const attempt = async (from: typeof inCluster): Promise<TcpOutcome> =>
            attemptTcp(await from.open({ host: at, port }), hello);
          await denial({
            what: `${protocol} of ${tenant.name} by ${who} of ${other.tenant.name}`,
            attempt: () => attempt(vantage),
            expect: tcpRefusal('closed', 'reset'),
            controls: [
              {
                what: 'the same by its own Orthanc is answered',
                attempt: async () => expect((await attempt(inCluster)).kind).toBe('answered'),
              },
            ],
          });
        },
      );
    }
  }
}

async function podAddress(pods: ReturnType<typeof readyPods>): Promise<string> {
  const [pod] = await pods;
  if (pod?.ip) return pod.ip;
  throw new SetupError('Expected a Ready pod of the target, there is none');
}
