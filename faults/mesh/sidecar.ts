import { orthancWorkload, postgresWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Change, type Fault } from '../../helpers/fault/define.ts';
import type { WorkloadRef } from '../../helpers/kube/rollout.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

const podMetadata = (
  { kind, namespace, name }: WorkloadRef,
  metadata: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Change => ({
  patch: { apiVersion: 'apps/v1', kind, namespace, name },
  with: { spec: { template: { metadata } } },
});

/** What the workload's own proxy is told besides the mesh's defaults; it ends no idle connection unless that is changed. */
const proxyMetadata = (workload: WorkloadRef, changed: Readonly<Record<string, string>>): Change =>
  podMetadata(workload, {
    annotations: {
      'proxy.istio.io/config': JSON.stringify({
        proxyMetadata: { ISTIO_META_IDLE_TIMEOUT: '0s', ...changed },
      }),
    },
  });

const variants: readonly Variant[] = [
  {
    variant: 'refused',
    title: 'PostgreSQL runs without a sidecar',
    expected: ['mesh/every-workload-has-its-sidecar'],
    change: (context) => [
      podMetadata(postgresWorkload(context), { labels: { 'sidecar.istio.io/inject': 'false' } }),
    ],
  },
  {
    variant: 'not injected',
    title: 'The namespace is not labelled for injection, and PostgreSQL has been restarted since',
    expected: ['mesh/every-workload-has-its-sidecar'],
    change: ({ tenant: { namespace } }) => [
      {
        patch: { apiVersion: 'v1', kind: 'Namespace', name: namespace },
        with: { metadata: { labels: { 'istio-injection': null } } },
      },
    ],
    restart: (context) => [postgresWorkload(context)],
  },
  {
    variant: 'port excluded',
    title: "Orthanc's DICOM port goes past its sidecar",
    expected: ['mesh/plaintext-is-reset[DICOM]'],
    change: (context) => [
      podMetadata(orthancWorkload(context), {
        annotations: {
          'traffic.sidecar.istio.io/excludeInboundPorts': String(context.tenant.orthanc.dicomPort),
        },
      }),
    ],
  },
  {
    variant: 'idle connections ended',
    title: "Orthanc's sidecar ends connections that were idle for an hour",
    expected: ['mesh/idle-database-connections-are-kept'],
    change: (context) => [proxyMetadata(orthancWorkload(context), { ISTIO_META_IDLE_TIMEOUT: '1h' })],
  },
  {
    variant: 'idle clients cut off',
    title: "PostgreSQL's sidecar ends connections that were idle for an hour",
    expected: ['mesh/idle-database-connections-are-kept'],
    change: (context) => [proxyMetadata(postgresWorkload(context), { ISTIO_META_IDLE_TIMEOUT: '1h' })],
  },
  {
    variant: 'long-lived certificate',
    title: "PostgreSQL's certificate in the mesh is for a month",
    expected: ['mesh/workload-certificates'],
    change: (context) => [proxyMetadata(postgresWorkload(context), { SECRET_TTL: '720h' })],
  },
];

export default defineFaults(variants.map((variant) => ({ ...variant, requires: ['istio-mtls'] })));
