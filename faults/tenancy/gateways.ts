import { defineFaults } from '../../helpers/fault/define.ts';
import {
  changeServers,
  changeVirtualService,
  istioObject,
  leadingTo,
} from '../../helpers/fault/istio-route.ts';
import { neighbourOf } from '../../helpers/fault/tenants.ts';

export default defineFaults([
  {
    variant: 'any name of the domain',
    title: "The gateway takes every name of the domain, the other tenant's among them",
    requires: ['multi-tenant', 'istio'],
    expected: ['tenancy/ingress-is-its-own[server name]'],
    change: (context) => [changeServers(context, 'web-gw', 443, () => ({ hosts: ['*.orthweb.com'] }))],
  },
  {
    variant: 'any Host',
    title: "The route takes every Host, the other tenant's among them",
    requires: ['multi-tenant', 'istio'],
    expected: ['tenancy/ingress-is-its-own[Host]'],
    change: (context) => [
      changeServers(context, 'web-gw', 443, () => ({ hosts: ['*'] })),
      changeVirtualService(context, 'web-vs', {}, { hosts: ['*'] }),
    ],
  },
  {
    variant: 'on both gateways',
    title: "The tenant's name is served at the other tenant's gateway too",
    requires: ['multi-tenant', 'istio'],
    expected: ['tenancy/ingress-is-its-own[server name]'],
    change: (context) => [
      {
        patch: istioObject(context, 'Gateway', 'web-gw'),
        with: { spec: { selector: { 'korthweb.io/tenant': null } } },
      },
    ],
  },
  {
    variant: "to the other tenant's Orthanc",
    title: "The tenant's route leads to the other tenant's Orthanc, which lets its gateway in",
    requires: ['multi-tenant', 'istio'],
    expected: ['ingress/routes-by-host'],
    change: (context) => {
      const { namespace, orthanc } = neighbourOf(context);
      const host = `${orthanc.service}.${namespace}.svc.cluster.local`;
      return [changeVirtualService(context, 'web-vs', leadingTo(host, orthanc.httpPort))];
    },
  },
]);
