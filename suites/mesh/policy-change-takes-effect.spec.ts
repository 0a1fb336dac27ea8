import { expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { openHttp } from '../../helpers/http/client.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { runLabels } from '../../helpers/kube/labels.ts';
import { deleteObject, refOf } from '../../helpers/kube/objects.ts';
import { meshTargets } from '../../helpers/mesh/targets.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

test.use({ requires: ['istio-mtls'] });
test.setTimeout(3 * timeouts.configurationEffective);

test(
  'a policy that is applied takes effect in time, and its end does too',
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, credentials: auth, deployment: { run }, denial, mesh, tenant }) => {
    const { host, port, podSelector } = meshTargets(tenant).HTTP;
    await using tunnel = await (await mesh.callers.orthanc.open()).tunnel({ host, port });
    await using http = openHttp({ host: `${host}:${port}`, address: tunnel.host, port: tunnel.port, auth });
    // A path of its own: nobody else's requests are denied.
    const path = `/korthweb-${crypto.randomUUID()}`;
    const status = async (): Promise<number> => (await http.request({ path })).status;
    const policy = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { namespace: tenant.namespace, name: `korthweb-${run}`, labels: { ...runLabels(run) } },
      spec: {
        selector: { matchLabels: podSelector },
        action: 'DENY',
        rules: [{ to: [{ operation: { paths: [path] } }] }],
      },
    };
    const until = (wanted: number, what: string): Promise<void> =>
      eventually(
        async () => {
          const got = await status();
          if (got !== wanted) throw new Error(`HTTP ${got}, not ${wanted}`);
        },
        // Each replica's proxy gets it by itself.
        { what, timeout: 'configurationEffective', successes: 5, every: 100 },
      );
    expect(await status(), `GET ${path} before there is a policy for it: Orthanc does not know it`).toBe(404);
    await using undo = new AsyncDisposableStack();
    undo.defer(async () => void (await deleteObject(cluster, refOf(policy))));
    await apply(cluster, policy);
    await until(403, `GET ${path} to be denied after the policy was applied`);
    await denial({
      what: `GET ${path} by ${mesh.callers.orthanc.what} under the policy`,
      attempt: () => http.request({ path }),
      expect: httpRefusal(403, /^RBAC: access denied$/),
      controls: [
        {
          what: 'GET /system by the same is 200',
          attempt: async () => expect((await http.request({ path: '/system' })).status).toBe(200),
        },
      ],
    });
    await deleteObject(cluster, refOf(policy));
    await until(404, `GET ${path} to reach Orthanc again after the policy was removed`);
  },
);
