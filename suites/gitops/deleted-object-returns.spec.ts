import { expect, test } from '../../fixtures/test.ts';
import { reconcileStepsOf } from '../../helpers/flux/reconcile.ts';
import { deleteObject, nameOf, readObject } from '../../helpers/kube/objects.ts';
import { makesListeners, untilMeshSettled } from '../../helpers/mesh/settled.ts';

test.use({ requires: ['flux'] });
test.setTimeout(150_000);

const deleted = [
  { apiVersion: 'v1', kind: 'ConfigMap', name: 'orthanc-scripts' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: 'orthanc' },
  { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', name: 'authz-policy-orthanc' },
  { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', name: 'dcm-vs' },
] as const;

test(
  'objects that somebody deletes by hand return',
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, tenant: { namespace }, tenant }) => {
    const refs = deleted.map((object) => ({ ...object, namespace }));
    const uids = (): Promise<(string | undefined)[]> =>
      Promise.all(refs.map(async (ref) => (await readObject(cluster, ref))?.metadata.uid));
    const missing = (found: readonly (string | undefined)[]): string[] =>
      refs.filter((_, index) => found[index] === undefined).map(nameOf);
    const before = await uids();
    expect(missing(before), 'what is not there before it is deleted').toEqual([]);
    // A policy that changes ends the connections that were made under the old one.
    await using ending = new AsyncDisposableStack();
    if (refs.some(makesListeners)) ending.defer(() => untilMeshSettled(cluster, tenant));
    await Promise.all(refs.map((ref) => deleteObject(cluster, ref)));
    await reconcileStepsOf(cluster, refs);
    const after = await uids();
    expect(missing(after), `what has not returned, of ${refs.length} objects, after Flux has looked`).toEqual(
      [],
    );
    expect(
      refs.filter((_, index) => after[index] === before[index]).map(nameOf),
      'what was never deleted, by its uid',
    ).toEqual([]);
  },
);
