import { exercises, expect, test } from '../../fixtures/test.ts';
import { idlePolicies, meshPolicies } from '../../helpers/mesh/policies.ts';

test.use({ requires: ['istio-mtls'] });

test(
  'every policy of the mesh is about some pod, and none is overruled by another',
  { tag: ['@core'], annotation: exercises('Sidecar/orthanc') },
  async ({ cluster, mesh, tenant: { namespace } }) => {
    const policies = await meshPolicies(cluster, [namespace, mesh.gateway.namespace], mesh.namespace);
    const guarded = policies.filter(({ kind }) => kind === 'AuthorizationPolicy');
    expect(guarded.length, `AuthorizationPolicies of ${namespace}`).toBeGreaterThan(0);
    expect(idlePolicies(policies), `policies that do nothing, of ${policies.length}`).toEqual([]);
  },
);
