import type { ImageContract } from '../helm/images.contract.ts';

const program = (image: string, version: string, uid: number, command: string): ImageContract => ({
  image,
  version,
  uid,
  gid: uid,
  commands: [],
  files: [command],
  mountedOver: ['/data', '/tmp'],
});

/** What Flux's, the operator's and Jaeger's manifests rely on in their images: the twin of docs/images.md. */
export const gitopsImageContracts: readonly ImageContract[] = [
  program('ghcr.io/fluxcd/source-controller:v1.9.6', '1.9.6', 65_534, '/usr/local/bin/source-controller'),
  program(
    'ghcr.io/fluxcd/kustomize-controller:v1.9.5',
    '1.9.5',
    65_534,
    '/usr/local/bin/kustomize-controller',
  ),
];

/** What Grafana's manifest relies on in its image, which only registries have: it is not built, and so not held to it. */
export const registryImageContracts: readonly ImageContract[] = [
  {
    image: 'grafana/grafana:12.2.1',
    version: '12.2.1',
    uid: 472,
    gid: 472,
    commands: [],
    files: [],
    mountedOver: [
      '/etc/grafana/dashboards',
      '/etc/grafana/provisioning/dashboards',
      '/etc/grafana/provisioning/datasources',
      '/var/lib/grafana',
      '/tmp',
    ],
  },
];
