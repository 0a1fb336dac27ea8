import type { Change, FaultContext } from './define.ts';

interface HttpFilter {
  readonly name: string;
  readonly typed_config: Readonly<Record<string, unknown>> & { readonly '@type': string };
}

/** Has the sidecars of Orthanc pass every request through one more of Envoy's HTTP filters before they hand it on. */
export const filterAtOrthanc = (
  { tenant: { namespace, orthanc } }: FaultContext,
  filter: HttpFilter,
): Change => ({
  create: {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { namespace, name: filter.name },
    spec: {
      workloadSelector: { labels: orthanc.podSelector },
      configPatches: [
        {
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
        },
      ],
    },
  },
});
