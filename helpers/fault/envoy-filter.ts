import type { Change, FaultContext } from './define.ts';

interface HttpFilter {
  readonly name: string;
  readonly typed_config: Readonly<Record<string, unknown>> & { readonly '@type': string };
}

/** Has the sidecars of Orthanc pass every request through more of Envoy's HTTP filters, in order, before they hand it on. */
export const filterAtOrthanc = (
  { tenant: { namespace, orthanc } }: FaultContext,
  ...filters: readonly [HttpFilter, ...HttpFilter[]]
): Change => ({
  create: {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { namespace, name: filters[0].name },
    spec: {
      workloadSelector: { labels: orthanc.podSelector },
      configPatches: filters.map((filter) => ({
        applyTo: 'HTTP_FILTER',
        match: {
          context: 'SIDECAR_INBOUND',
          listener: {
            filterChain: {
              filter: {
                name: 'envoy.filters.network.http_connection_manager',
                subFilter: { name: 'envoy.filters.http.router' },
              },
            },
          },
        },
        patch: { operation: 'INSERT_BEFORE', value: filter },
      })),
    },
  },
});
