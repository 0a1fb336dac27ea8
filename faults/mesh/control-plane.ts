import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { editMesh, meshOf } from '../../helpers/fault/mesh-config.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

function withoutIstiod(context: FaultContext): Change {
  const { namespace, istiod: name } = meshOf(context);
  return {
    patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
    with: { spec: { replicas: 0 } },
  };
}

const variants: readonly Variant[] = [
  {
    variant: 'gone',
    title: 'istiod is gone: nothing tells proxies what is new',
    expected: ['mesh/proxies-are-in-sync'],
    change: (context) => [withoutIstiod(context)],
  },
  {
    variant: 'frozen configuration',
    title: 'A policy that is applied reaches no proxy',
    expected: ['mesh/policy-change-takes-effect'],
    change: (context) => [withoutIstiod(context)],
  },
  {
    variant: 'any host',
    title: 'Pods of the mesh reach anything',
    expected: ['mesh/only-registered-hosts-are-reached'],
    change: (context) => [editMesh(context, (yaml) => yaml.replace('REGISTRY_ONLY', 'ALLOW_ANY'))],
  },
  {
    variant: 'route to nowhere',
    title: 'A VirtualService leads to a host that there is not',
    expected: ['mesh/analysis-finds-nothing'],
    change: ({ tenant: { web } }) => [
      {
        create: {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          metadata: { namespace: web.service.namespace, name: 'korthweb-nowhere' },
          spec: {
            hosts: ['nowhere.orthweb.com'],
            gateways: ['web-gw'],
            http: [{ route: [{ destination: { host: 'nowhere', port: { number: 80 } } }] }],
          },
        },
      },
    ],
  },
];

export default defineFaults(variants.map((variant) => ({ ...variant, requires: ['istio-mtls'] })));
