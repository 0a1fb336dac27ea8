import { z } from 'zod';
import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { KubeObject } from '../../helpers/kube/objects.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import type { Mesh } from '../../helpers/model/approach.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

function meshOf({ approach }: FaultContext): Mesh {
  if (approach.mesh) return approach.mesh;
  throw new SetupError(`Expected ${approach.name} to say what mesh it has`);
}

function withoutIstiod(context: FaultContext): Change {
  const { namespace, istiod: name } = meshOf(context);
  return {
    patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
    with: { spec: { replicas: 0 } },
  };
}

const MeshConfig = z.looseObject({ data: z.looseObject({ mesh: z.string() }) });

/** Changes the text of the mesh's own configuration, which istiod watches. */
function editMesh(context: FaultContext, edit: (yaml: string) => string): Change {
  const { namespace } = meshOf(context);
  return {
    patch: { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'istio' },
    with: (object) => {
      const { data, ...rest } = MeshConfig.parse(object);
      return KubeObject.parse({ ...rest, data: { ...data, mesh: edit(data.mesh) } });
    },
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
