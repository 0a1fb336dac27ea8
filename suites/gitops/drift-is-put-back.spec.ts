import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '../../fixtures/test.ts';
import { reconcileStepsOf } from '../../helpers/flux/reconcile.ts';
import { nameOf, readObject, type KubeObject } from '../../helpers/kube/objects.ts';
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

test(
  'fields that somebody changes by hand, one of each kind of object, are put back',
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, tenant }) => {
    const all = drifts.map(({ to, ...object }) => {
      const ref = { ...object, namespace: tenant.namespace };
      return { to, ref, read: async () => shapeOf(await readObject(cluster, ref), to) };
    });
    const fields = async (): Promise<Record<string, unknown>> =>
      Object.fromEntries(await Promise.all(all.map(async ({ ref, read }) => [nameOf(ref), await read()])));
    const changed = Object.fromEntries(all.map(({ ref, to }) => [nameOf(ref), to]));
    const before = await fields();
    for (const { ref, to } of all)
      expect(before[nameOf(ref)], `${nameOf(ref)}: the field to change, beside what it is to be`).not.toEqual(
        to,
      );
    // A policy that changes ends the connections that were made under the old one.
    await using ending = new AsyncDisposableStack();
    if (all.some(({ ref }) => makesListeners(ref))) ending.defer(() => untilMeshSettled(cluster, tenant));
    await Promise.all(all.map(({ ref, to }) => patchObject(cluster, ref, to)));
    expect(await fields(), 'the fields once they were changed by hand').toEqual(changed);
    await reconcileStepsOf(
      cluster,
      all.map(({ ref }) => ref),
    );
    const after = await fields();
    const left = all
      .map(({ ref }) => nameOf(ref))
      .filter((name) => !isDeepStrictEqual(after[name], before[name]));
    expect(
      left.map((name) => `${name}: ${JSON.stringify(after[name])}`),
      `what is not as it was before, of ${all.length} objects, after Flux has looked`,
    ).toEqual([]);
  },
);

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
