import { z } from 'zod';
import { KubeObject, readObject, type ObjectRef } from '../kube/objects.ts';
import type { Change, FaultContext } from './define.ts';

type Fields = Readonly<Record<string, unknown>>;

const Server = z.looseObject({
  port: z.looseObject({ number: z.number(), protocol: z.string() }),
  hosts: z.array(z.string()),
  tls: z.looseObject({}).optional(),
});
export type Server = z.infer<typeof Server>;
const Gateway = z.looseObject({
  spec: z.looseObject({ servers: z.array(Server), selector: z.record(z.string(), z.string()) }),
});

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

/** A further Gateway with one server on the pods of `web-gw`, and a route from it to Orthanc's HTTP. */
export async function additionalGateway(context: FaultContext, server: Server): Promise<readonly Change[]> {
  const { namespace: home, orthanc } = context.tenant;
  const first = istioObject(context, 'Gateway', 'web-gw');
  const { selector } = Gateway.parse(await readObject(context.cluster, first)).spec;
  const { apiVersion, namespace } = first;
  const metadata = { namespace, name: 'korthweb-second' };
  const host = `${orthanc.service}.${home}.svc.cluster.local`;
  const route = {
    hosts: server.hosts,
    gateways: [metadata.name],
    http: [leadingTo(host, orthanc.httpPort)],
  };
  return [
    { create: { apiVersion, kind: 'Gateway', metadata, spec: { selector, servers: [server] } } },
    { create: { apiVersion, kind: 'VirtualService', metadata, spec: route } },
  ];
}

/** A server for another name, with the certificate of the tenant's web host. */
export function otherHostServer({ tenant: { web, certificates } }: FaultContext): Server {
  return {
    port: { number: web.port, name: 'https-other', protocol: 'HTTPS' },
    hosts: [`other.${web.host}`],
    tls: { mode: 'SIMPLE', credentialName: certificates.web.secret },
  };
}
