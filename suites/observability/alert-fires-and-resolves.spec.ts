import { expect, test } from '../../fixtures/test.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { runLabels } from '../../helpers/kube/labels.ts';
import { deleteObject, refOf } from '../../helpers/kube/objects.ts';
import { eventually } from '../../helpers/model/eventually.ts';

test.use({ requires: ['prometheus', 'istio-mtls'] });
test.setTimeout(240_000);

const alert = 'OrthancDown';

test(
  'an alert fires when Prometheus is kept from Orthanc, and is resolved after that',
  { tag: ['@core', '@disruptive', '@beside'] },
  async ({ approach, cluster, deployment: { run }, mesh, prometheus, tenant }) => {
    const state = async (): Promise<string> => {
      const rule = (await prometheus.rules()).find(({ name }) => name === alert);
      if (!rule) throw new Error(`no rule ${alert} is loaded`);
      const own = rule.alerts.filter(({ labels }) => labels['namespace'] === tenant.namespace);
      return own.find((one) => one.state === 'firing')?.state ?? own[0]?.state ?? 'inactive';
    };
    const until = (wanted: string, what: string): Promise<void> =>
      eventually(
        async () => {
          const now = await state();
          if (now !== wanted) throw new Error(`it is ${now}`);
        },
        { what: `${alert} to be ${wanted} ${what}`, timeout: 'alerted', every: 1000 },
      );
    await until('inactive', 'before anything is wrong');
    const account = approach.prometheus;
    const principal = mesh
      .uri(account?.namespace ?? '', account?.serviceAccount ?? '')
      .replace('spiffe://', '');
    const policy = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { namespace: tenant.namespace, name: `korthweb-${run}-alert`, labels: { ...runLabels(run) } },
      spec: {
        selector: { matchLabels: tenant.orthanc.podSelector },
        action: 'DENY',
        rules: [{ from: [{ source: { principals: [principal] } }] }],
      },
    };
    await using undo = new AsyncDisposableStack();
    undo.defer(async () => void (await deleteObject(cluster, refOf(policy))));
    await apply(cluster, policy);
    await until('firing', 'while Prometheus is kept from Orthanc');
    await deleteObject(cluster, refOf(policy));
    await until('inactive', 'once it is let through again');
    expect(await state(), `the state of ${alert} at the end`).toBe('inactive');
  },
);
