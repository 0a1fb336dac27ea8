import { z } from 'zod';
import { defineFaults, type PatchWith } from '../../helpers/fault/define.ts';
import { tenantMesh } from '../../helpers/fault/mesh.ts';
import { KubeObject } from '../../helpers/kube/objects.ts';

const Relabeling = z.looseObject({ targetLabel: z.string().optional() });
const Endpoint = z.looseObject({ relabelings: z.array(Relabeling).default([]) });
const Monitor = z.looseObject({
  spec: z.looseObject({
    endpoints: z.array(Endpoint).optional(),
    podMetricsEndpoints: z.array(Endpoint).optional(),
  }),
});

type Edit = (relabelings: z.infer<typeof Relabeling>[]) => object[];

/** Changes how a monitor labels what it finds. */
const relabeled =
  (edit: Edit): PatchWith =>
  (object) => {
    const { spec, ...rest } = Monitor.parse(object);
    const changed = Object.entries({
      endpoints: spec.endpoints,
      podMetricsEndpoints: spec.podMetricsEndpoints,
    }).flatMap(([field, endpoints]) =>
      endpoints
        ? [[field, endpoints.map((each) => ({ ...each, relabelings: edit(each.relabelings) }))] as const]
        : [],
    );
    return KubeObject.parse({ ...rest, spec: { ...spec, ...Object.fromEntries(changed) } });
  };

const withoutTenant: Edit = (relabelings) =>
  relabelings.filter(({ targetLabel }) => targetLabel !== 'tenant');
const underAnotherName: Edit = (relabelings) => [
  ...withoutTenant(relabelings),
  { targetLabel: 'tenant', replacement: 'everybody' },
];

const proxies = { kind: 'PodMonitor', namespace: 'monitoring', name: 'envoy-stats-monitor' };
const apiVersion = 'monitoring.coreos.com/v1';

export default defineFaults([
  {
    variant: 'proxies of nobody',
    title: "Proxies' series do not say whose they are",
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['tenancy/metrics-name-their-tenant[envoy]'],
    change: () => [{ patch: { apiVersion, ...proxies }, with: relabeled(withoutTenant) }],
  },
  {
    variant: 'Orthanc of everybody',
    title: "Orthanc's series name another tenant than theirs",
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['tenancy/metrics-name-their-tenant[orthanc]'],
    change: ({ tenant: { namespace } }) => [
      {
        patch: { apiVersion, kind: 'ServiceMonitor', namespace, name: 'orthanc' },
        with: relabeled(underAnotherName),
      },
    ],
  },
  {
    variant: 'gateway that does not count',
    title: "The tenant's gateway does not count what it sends on",
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['tenancy/metrics-name-their-tenant[counted]'],
    change: (context) => {
      const { namespace, deployment: name } = tenantMesh(context).gateway;
      const annotations = { 'sidecar.istio.io/statsInclusionRegexps': '.*rbac.*' };
      return [
        {
          patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
          with: { spec: { template: { metadata: { annotations } } } },
        },
      ];
    },
  },
  {
    variant: 'selects nothing',
    title: "The tenant's ServiceMonitor selects nothing",
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['observability/every-target-is-up'],
    change: ({ tenant: { namespace } }) => [
      {
        patch: { apiVersion, kind: 'ServiceMonitor', namespace, name: 'orthanc' },
        with: { spec: { selector: { matchLabels: { app: 'nothing' } } } },
      },
    ],
  },
  {
    variant: 'no proxy',
    title: 'The PodMonitor of proxies asks for a port that they do not have',
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['observability/every-target-is-up'],
    change: () => [
      {
        patch: { apiVersion, ...proxies },
        with: (object) => {
          const { spec, ...rest } = Monitor.parse(object);
          const podMetricsEndpoints = spec.podMetricsEndpoints?.map((each) => ({ ...each, port: 'metrics' }));
          return KubeObject.parse({ ...rest, spec: { ...spec, podMetricsEndpoints } });
        },
      },
    ],
  },
]);
