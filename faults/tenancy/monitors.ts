import { defineFaults } from '../../helpers/fault/define.ts';
import { tenantMesh } from '../../helpers/fault/mesh.ts';
import {
  changeEndpoints,
  orthancMonitor,
  proxyMonitor,
  type Endpoint,
} from '../../helpers/fault/monitors.ts';

const withoutTenant = ({ relabelings }: Endpoint): Endpoint['relabelings'] =>
  relabelings.filter(({ targetLabel }) => targetLabel !== 'tenant');

export default defineFaults([
  {
    variant: 'proxies of nobody',
    title: "Proxies' series do not say whose they are",
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['tenancy/metrics-name-their-tenant[envoy]'],
    change: () => [changeEndpoints(proxyMonitor, (each) => ({ relabelings: withoutTenant(each) }))],
  },
  {
    variant: 'Orthanc of everybody',
    title: "Orthanc's series name another tenant than theirs",
    requires: ['multi-tenant', 'prometheus-operator', 'istio'],
    expected: ['tenancy/metrics-name-their-tenant[orthanc]'],
    change: (context) => [
      changeEndpoints(orthancMonitor(context), (each) => ({
        relabelings: [...withoutTenant(each), { targetLabel: 'tenant', replacement: 'everybody' }],
      })),
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
]);
