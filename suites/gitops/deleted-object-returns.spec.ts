import { expect, test } from '../../fixtures/test.ts';
import { reconcileStepOf } from '../../helpers/flux/reconcile.ts';
import { deleteObject, readObject, type ObjectRef } from '../../helpers/kube/objects.ts';
import { makesListeners, untilMeshSettled } from '../../helpers/mesh/settled.ts';

test.use({ requires: ['flux'] });
test.setTimeout(150_000);

for (const [apiVersion, kind, name] of [
  ['v1', 'ConfigMap', 'orthanc-scripts'],
  ['policy/v1', 'PodDisruptionBudget', 'orthanc'],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'authz-policy-orthanc'],
  ['networking.istio.io/v1', 'VirtualService', 'dcm-vs'],
] as const) {
  test(
    `an object that somebody deletes by hand returns [${kind}]`,
    { tag: ['@core', '@disruptive'] },
    async ({ cluster, tenant }) => {
      const { namespace } = tenant;
      const ref: ObjectRef = { apiVersion, kind, namespace, name };
      const uid = async (): Promise<string | undefined> => (await readObject(cluster, ref))?.metadata.uid;
      // A policy that changes ends the connections that were made under the old one.
      await using ending = new AsyncDisposableStack();
      if (makesListeners(ref)) ending.defer(() => untilMeshSettled(cluster, tenant));
      const before = await uid();
      expect(before, `${kind} ${namespace}/${name} before it is deleted`).toBeDefined();
      await deleteObject(cluster, ref);
      await reconcileStepOf(cluster, ref);
      const returned = await uid();
      expect(returned, `the uid of ${kind} ${namespace}/${name} after Flux has looked`).toMatch(
        /^[0-9a-f-]{36}$/,
      );
      expect(returned, `the uid of ${kind} ${namespace}/${name}, which is another's now`).not.toBe(before);
    },
  );
}
