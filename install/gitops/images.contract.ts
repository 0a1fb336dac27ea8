import type { ImageContract } from '../helm/images.contract.ts';

const program = (image: string, uid: number, command: string): ImageContract => ({
  image,
  uid,
  gid: uid,
  commands: [],
  files: [command],
});

/** What Flux's, the operator's and Jaeger's manifests rely on in their images: the twin of docs/images.md. */
export const gitopsImageContracts: readonly ImageContract[] = [
  program('ghcr.io/fluxcd/source-controller:v1.9.6', 65_534, '/usr/local/bin/source-controller'),
  program('ghcr.io/fluxcd/kustomize-controller:v1.9.5', 65_534, '/usr/local/bin/kustomize-controller'),
  program('quay.io/prometheus-operator/prometheus-operator:v0.85.0', 65_534, '/bin/operator'),
  program(
    'quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0',
    65_534,
    '/bin/prometheus-config-reloader',
  ),
  program('jaegertracing/all-in-one:1.62.0', 10_001, '/go/bin/all-in-one-linux'),
];

/** What Grafana's manifest relies on in its image, which only registries have: it is not built, and so not held to it. */
export const registryImageContracts: readonly ImageContract[] = [
  { image: 'grafana/grafana:12.2.1', uid: 472, gid: 472, commands: [], files: [] },
];
