import { z } from 'zod';
import { KubeObject, type ObjectRef } from '../kube/objects.ts';
import type { Change, FaultContext } from './define.ts';

type TraefikKind = 'IngressRoute' | 'Middleware' | 'ServersTransport' | 'TLSOption';

/** An object of Traefik's in the namespace of the tenant's web ingress. */
export const traefikObject = ({ tenant }: FaultContext, kind: TraefikKind, name: string): ObjectRef => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  namespace: tenant.web.service.namespace,
  name,
});

const Route = z.looseObject({
  match: z.string(),
  services: z.array(z.looseObject({ name: z.string(), port: z.union([z.string(), z.int()]) })),
  middlewares: z.array(z.looseObject({ name: z.string() })).optional(),
});
export type Route = z.infer<typeof Route>;
const IngressRoute = z.looseObject({ spec: z.looseObject({ routes: z.array(Route) }) });

/** Changes every route of an IngressRoute. */
export function changeRoutes(
  context: FaultContext,
  name: string,
  edit: (route: Route) => Partial<Route>,
): Change {
  return {
    patch: traefikObject(context, 'IngressRoute', name),
    with: (object) => {
      const { spec, ...rest } = IngressRoute.parse(object);
      const routes = spec.routes.map((route) => ({ ...route, ...edit(route) }));
      return KubeObject.parse({ ...rest, spec: { ...spec, routes } });
    },
  };
}

/** Has every request that comes by the web's IngressRoute pass one more Middleware, after those that are there. */
export function withMiddleware(
  context: FaultContext,
  name: string,
  spec: Readonly<Record<string, unknown>>,
): readonly Change[] {
  const { apiVersion, kind, ...metadata } = traefikObject(context, 'Middleware', name);
  return [
    { create: { apiVersion, kind, metadata, spec } },
    changeRoutes(context, 'web-ingressroute', ({ middlewares = [] }) => ({
      middlewares: [...middlewares, { name }],
    })),
  ];
}
