import { z } from 'zod';
import { postgresWorkload } from '../../helpers/fault/configuration.ts';
import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { additionalGateway } from '../../helpers/fault/istio-route.ts';
import { tenantMesh } from '../../helpers/fault/mesh.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

interface Opened {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port: number;
  /** Further fields of the Service's spec (default: of type NodePort). */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A further Service for pods that are reached by another one already. */
const service = ({ namespace, selector, port, spec = { type: 'NodePort' } }: Opened): Change => ({
  create: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: 'korthweb-way-around' },
    spec: { selector, ports: [{ name: 'tcp-way-around', port, targetPort: port }], ...spec },
  },
});

const onto = ({ tenant }: FaultContext, workload: 'orthanc' | 'database', port: number): Opened => ({
  namespace: tenant.namespace,
  selector: tenant[workload].podSelector,
  port,
});

const Ports = z.array(z.looseObject({ containerPort: z.number() }));

/** A listener that no Service of the approach has. */
const spare = 8089;

const variants: readonly Variant[] = [
  {
    variant: 'NodePort onto Orthanc',
    title: 'Every node has a port that leads to Orthanc',
    expected: ['mesh/no-way-around-the-gateway[Services]'],
    change: (context) => [service(onto(context, 'orthanc', context.tenant.orthanc.httpPort))],
  },
  {
    variant: 'external address of PostgreSQL',
    title: 'PostgreSQL has an address outside the cluster',
    expected: ['mesh/no-way-around-the-gateway[Services]'],
    change: (context) => [
      service({
        ...onto(context, 'database', context.tenant.database.port),
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
    change: (context) => {
      const { web, certificates } = context.tenant;
      const tls = { mode: 'SIMPLE', credentialName: certificates.web.secret };
      const port = { number: web.port, name: 'https-way-around', protocol: 'HTTPS' };
      return additionalGateway(context, { port, hosts: [`other.${web.host}`], tls });
    },
  },
  {
    variant: 'second listener on a node port',
    title: 'The gateway takes plain HTTP on another port, which every node has open',
    expected: ['mesh/no-way-around-the-gateway[tried]'],
    change: (context) => {
      const { namespace, deployment } = tenantMesh(context).gateway;
      const port = { number: spare, name: 'http-way-around', protocol: 'HTTP' };
      return [
        ...additionalGateway(context, { port, hosts: ['*'] }),
        service({ namespace, selector: { app: deployment }, port: spare }),
      ];
    },
  },
];

export default defineFaults(variants.map((variant) => ({ ...variant, requires: ['istio-mtls'] })));
