import { z } from 'zod';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import type { Change, FaultContext } from './define.ts';
import { tenantMesh } from './mesh.ts';

type Fields = Readonly<Record<string, unknown>>;

const Server = z.looseObject({
  port: z.looseObject({ number: z.number(), protocol: z.string() }),
  hosts: z.array(z.string()),
  tls: z.looseObject({}).optional(),
});
export type Server = z.infer<typeof Server>;
const Gateway = z.looseObject({ spec: z.looseObject({ servers: z.array(Server) }) });

const Route = z.looseObject({});
const VirtualService = z.looseObject({
  spec: z.looseObject({ http: z.array(Route).optional(), tcp: z.array(Route).optional() }),
});

/** One of Istio's objects beside the tenant's ingress gateway. */
export const istioObject = (
  { tenant }: FaultContext,
  kind: 'Gateway' | 'VirtualService',
  name: string,
): ObjectRef => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  namespace: tenant.web.service.namespace,
  name,
});

/** Changes the servers of a Gateway that listen on a port; fields are replaced as a whole, undefined ones go. */
export function changeServers(
  context: FaultContext,
  name: string,
  port: number,
  edit: (server: Server) => Fields,
): Change {
  return {
    patch: istioObject(context, 'Gateway', name),
    with: (object) => {
      const { spec, ...rest } = Gateway.parse(object);
      const servers = spec.servers.map((server) =>
        server.port.number === port ? { ...server, ...edit(server) } : server,
      );
      return KubeObject.parse({ ...rest, spec: { ...spec, servers } });
    },
  };
}

/** Changes every route of a VirtualService, HTTP and TCP, and other fields of its spec. */
export function changeVirtualService(
  context: FaultContext,
  name: string,
  route: Fields,
  more: Fields = {},
): Change {
  return {
    patch: istioObject(context, 'VirtualService', name),
    with: (object) => {
      const { spec, ...rest } = VirtualService.parse(object);
      const changed = {
        ...spec,
        http: withFields(spec.http, route),
        tcp: withFields(spec.tcp, route),
        ...more,
      };
      return KubeObject.parse({ ...rest, spec: changed });
    },
  };
}

const withFields = (routes: readonly Fields[] | undefined, fields: Fields): Fields[] | undefined =>
  routes?.map((route) => ({ ...route, ...fields }));

/** Where a route leads, as a VirtualService has it. */
export const leadingTo = (host: string, number: number): Fields => ({
  route: [{ destination: { host, port: { number } } }],
});

/** A further Gateway with one server on the tenant's own ingress pods, and a route from it to Orthanc's HTTP. */
export function additionalGateway(context: FaultContext, server: Server): readonly Change[] {
  const { namespace: home, orthanc } = context.tenant;
  const { namespace, deployment } = tenantMesh(context).gateway;
  const apiVersion = 'networking.istio.io/v1';
  const metadata = { namespace, name: 'korthweb-second' };
  const host = `${orthanc.service}.${home}.svc.cluster.local`;
  return [
    {
      create: {
        apiVersion,
        kind: 'Gateway',
        metadata,
        spec: { selector: { app: deployment }, servers: [server] },
      },
    },
    {
      create: {
        apiVersion,
        kind: 'VirtualService',
        metadata,
        spec: {
          hosts: server.hosts,
          gateways: [metadata.name],
          http: [leadingTo(host, orthanc.httpPort)],
        },
      },
    },
  ];
}
