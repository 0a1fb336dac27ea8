import { expect, test } from '../../fixtures/test.ts';
import { reconcileStepOf } from '../../helpers/flux/reconcile.ts';
import { readObject, type KubeObject, type ObjectRef } from '../../helpers/kube/objects.ts';
import { patchObject } from '../../helpers/kube/patch.ts';
import { makesListeners, untilMeshSettled } from '../../helpers/mesh/settled.ts';

test.use({ requires: ['flux'] });
test.setTimeout(150_000);

interface Drift {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** One field, changed to something else that is valid. */
  readonly to: Readonly<Record<string, unknown>>;
}

/** A field of an object of each kind, as somebody might change it by hand. */
const drifts: readonly Drift[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'orthanc',
    to: { spec: { strategy: { rollingUpdate: { maxSurge: 2 } } } },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: 'postgres',
    to: { metadata: { labels: { app: 'drifted' } } },
  },
  { apiVersion: 'v1', kind: 'Service', name: 'orthweb', to: { metadata: { labels: { app: 'drifted' } } } },
  { apiVersion: 'v1', kind: 'ConfigMap', name: 'postgres', to: { data: { 'pg_hba.conf': '# drifted' } } },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    name: 'orthanc',
    to: { spec: { minAvailable: 2 } },
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    name: 'default-peer-authentication',
    to: { spec: { mtls: { mode: 'PERMISSIVE' } } },
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    name: 'authz-policy-postgres',
    to: { spec: { selector: { matchLabels: { app: 'drifted' } } } },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    name: 'web-vs',
    to: { spec: { hosts: ['drifted.example.org'] } },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    name: 'orthweb-cert',
    to: { spec: { renewBefore: '721h0m0s' } },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    name: 'orthanc',
    to: { spec: { selector: { matchLabels: { app: 'drifted' } } } },
  },
];

for (const { to, ...object } of drifts) {
  test(
    `a field that somebody changes by hand is put back [${object.kind}]`,
    { tag: ['@core', '@disruptive'] },
    async ({ cluster, tenant }) => {
      const { namespace } = tenant;
      const ref: ObjectRef = { ...object, namespace };
      const read = async (): Promise<unknown> => shapeOf(await readObject(cluster, ref), to);
      // A policy that changes ends the connections that were made under the old one.
      await using ending = new AsyncDisposableStack();
      if (makesListeners(ref)) ending.defer(() => untilMeshSettled(cluster, tenant));
      const before = await read();
      expect(
        before,
        `${object.kind} ${object.name}: the field to change, beside what it is to be`,
      ).not.toEqual(to);
      await patchObject(cluster, ref, to);
      expect(await read(), `${object.kind} ${object.name} once it was changed by hand`).toEqual(to);
      await reconcileStepOf(cluster, ref);
      expect(await read(), `${object.kind} ${namespace}/${object.name} after Flux has looked`).toEqual(
        before,
      );
    },
  );
}

/** Of an object, the fields that a pattern names. */
function shapeOf(object: KubeObject | undefined, pattern: Readonly<Record<string, unknown>>): unknown {
  const pick = (value: unknown, by: unknown): unknown => {
    if (typeof by !== 'object' || by === null || Array.isArray(by)) return value;
    const fields = Object.entries(by).map(([key, inner]) => [
      key,
      pick(typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined, inner),
    ]);
    return Object.fromEntries(fields);
  };
  return pick(object, pattern);
}
