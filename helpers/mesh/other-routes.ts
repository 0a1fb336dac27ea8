import type { V1Ingress } from '@kubernetes/client-node';
import { z } from 'zod';
import { podId } from '../kube/exposures.ts';
import type { NamespacedName } from '../kube/secret.ts';

const Reference = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  kind: z.string().optional(),
});

/** A route of the Gateway API, which istiod serves too where its CRDs are there. */
export const ParentedRoute = z.looseObject({
  metadata: z.object({ namespace: z.string(), name: z.string() }),
  spec: z.looseObject({
    parentRefs: z.array(Reference).default([]),
    rules: z.array(z.looseObject({ backendRefs: z.array(Reference).default([]) })).default([]),
  }),
});
export type ParentedRoute = z.output<typeof ParentedRoute>;

/** Routes that lead from a Gateway (a Service for a parent is a way within the mesh) to one of these Services. */
export function routesTo(
  services: readonly NamespacedName[],
  kind: string,
  routes: readonly ParentedRoute[],
): string[] {
  return routes
    .filter(({ spec }) => spec.parentRefs.some((parent) => (parent.kind ?? 'Gateway') === 'Gateway'))
    .filter(({ metadata, spec }) =>
      spec.rules.some(({ backendRefs }) =>
        backendRefs.some((to) => has(services, { namespace: metadata.namespace, ...to })),
      ),
    )
    .map(({ metadata }) => `${kind} ${podId(metadata)} leads there`);
}

/** Ingresses, which istiod serves as well, that lead to one of these Services. */
export function ingressRoutes(
  services: readonly NamespacedName[],
  ingresses: readonly V1Ingress[],
): string[] {
  return ingresses.flatMap(({ metadata, spec }) => {
    const namespace = metadata?.namespace ?? '';
    const paths = (spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? []);
    const backends = [
      ...paths.map(({ backend }) => backend),
      ...(spec?.defaultBackend ? [spec.defaultBackend] : []),
    ];
    return backends.some(({ service }) => service && has(services, { namespace, name: service.name }))
      ? [`Ingress ${namespace}/${metadata?.name} leads there`]
      : [];
  });
}

const has = (
  services: readonly NamespacedName[],
  { namespace, name }: { namespace?: string | undefined; name: string },
): boolean => services.some((one) => one.name === name && one.namespace === namespace);
