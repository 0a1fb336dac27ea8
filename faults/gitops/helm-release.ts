import { defineFaults, type FaultContext } from '../../helpers/fault/define.ts';
import { helmGroup, listHelmReleases } from '../../helpers/flux/helm-releases.ts';
import { createObject } from '../../helpers/kube/objects.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';

const [apiVersion, kind] = [`${helmGroup}/v2`, 'HelmRelease'];
const expected = ['gitops/helm-releases-are-ready'] as const;

/** The kind alone: what would reconcile its objects is not there. */
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `helmreleases.${helmGroup}` },
  spec: {
    group: helmGroup,
    scope: 'Namespaced',
    names: { kind, plural: 'helmreleases', singular: 'helmrelease' },
    versions: [
      {
        name: 'v2',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

/** Declares a release once the API server knows what that is; it goes with its kind. */
const declared = async ({ cluster, tenant: { namespace } }: FaultContext): Promise<unknown> =>
  eventually(
    () =>
      createObject(cluster, {
        apiVersion,
        kind,
        metadata: { namespace, name: 'unreconciled' },
        spec: { interval: '1m', chart: { spec: { chart: 'orthanc', version: '1.0.0' } } },
      }),
    { what: `${kind} ${namespace}/unreconciled to be created`, timeout: 'configurationEffective' },
  );

export default defineFaults([
  {
    variant: 'unreconciled',
    title: 'A HelmRelease is declared, and there is no controller that would install it',
    requires: ['flux'],
    excludes: ['helm-releases'],
    reconciled: true,
    expected,
    change: () => [{ create: definition }],
    effective: declared,
  },
  {
    variant: 'no such version',
    title: 'A HelmRelease declares a version that its chart does not have',
    requires: ['flux', 'helm-releases'],
    expected,
    change: async ({ cluster }) => {
      const found = (await listHelmReleases(cluster))?.find(({ spec }) => spec.chart);
      if (!found)
        throw new SetupError('Expected a HelmRelease with a chart of its own to be there; there is none');
      const { namespace, name } = found.metadata;
      const ref = { apiVersion: found.apiVersion, kind, namespace, name };
      return [{ patch: ref, with: { spec: { chart: { spec: { version: '99.99.99' } } } } }];
    },
  },
]);
