import { z } from 'zod';
import { postgresWorkload } from '../../helpers/fault/configuration.ts';
import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults, type Change, type Fault } from '../../helpers/fault/define.ts';
import { additionalGateway, otherHostServer } from '../../helpers/fault/istio-route.ts';
import { tenantMesh } from '../../helpers/fault/mesh.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

interface Opened {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port: number;
  /** What is spoken there: Istio goes by the port's name. */
  readonly protocol: 'http' | 'tcp';
  /** Further fields of the Service's spec (default: of type NodePort). */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A further Service for pods that are reached by another one already. */
const service = ({ namespace, selector, port, protocol, spec = { type: 'NodePort' } }: Opened): Change => ({
  create: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: 'korthweb-way-around' },
    spec: { selector, ports: [{ name: `${protocol}-way-around`, port, targetPort: port }], ...spec },
  },
});

const Ports = z.array(z.looseObject({ containerPort: z.number() }));

/** A listener that no Service of the approach has. */
const spare = 8089;

const variants: readonly Variant[] = [
  {
    variant: 'NodePort onto Orthanc',
    title: 'Every node has a port that leads to Orthanc',
    expected: ['mesh/no-way-around-the-gateway[Services]'],
    change: ({ tenant: { namespace, orthanc } }) => [
      service({ namespace, selector: orthanc.podSelector, port: orthanc.httpPort, protocol: 'http' }),
    ],
  },
  {
    variant: 'external address of PostgreSQL',
    title: 'PostgreSQL has an address outside the cluster',
    expected: ['mesh/no-way-around-the-gateway[Services]'],
    change: ({ tenant: { namespace, database } }) => [
      service({
        namespace,
        selector: database.podSelector,
        port: database.port,
        protocol: 'tcp',
        // TEST-NET-1 (RFC 5737): nobody's.
        spec: { externalIPs: ['192.0.2.1'] },
      }),
    ],
  },
  {
    variant: 'host port of PostgreSQL',
    title: 'PostgreSQL listens on its node',
    expected: ['mesh/no-way-around-the-gateway[pods]'],
    change: (context) => [
      changeContainers({ apiVersion: 'apps/v1', ...postgresWorkload(context) }, ({ ports }) => ({
        ports: Ports.parse(ports ?? []).map((each) => ({ ...each, hostPort: each.containerPort })),
      })),
    ],
  },
  {
    variant: 'second Gateway',
    title: 'A second Gateway leads to Orthanc by another name',
    expected: ['mesh/no-way-around-the-gateway[listeners]'],
    change: (context) => additionalGateway(context, otherHostServer(context)),
  },
  {
    variant: 'second listener on a node port',
    title: 'The gateway takes plain HTTP on another port, which every node has open',
    expected: ['mesh/no-way-around-the-gateway[tried]'],
    change: async (context) => {
      const { namespace, deployment } = tenantMesh(context).gateway;
      const port = { number: spare, name: 'http-way-around', protocol: 'HTTP' };
      return [
        ...(await additionalGateway(context, { port, hosts: ['*'] })),
        service({ namespace, selector: { app: deployment }, port: spare, protocol: 'http' }),
      ];
    },
  },
];

export default defineFaults(variants.map((variant) => ({ ...variant, requires: ['istio-mtls'] })));
