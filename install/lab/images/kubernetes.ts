import { join } from 'node:path';
import { corednsBinary, etcdBinary, goBinaries, kubernetesBinary, pauseBinary } from '../go.ts';
import type { ImageFile } from '../oci/layer.ts';
import type { Say } from '../steps/step.ts';
import { kubernetesImages } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

const binary = '/usr/local/bin/kubernetes';

/** The multi-call binary, in a layer that all components share, and one name for it. */
function component(name: string) {
  return async (say: Say): Promise<ImageFile[][]> => [
    [{ to: binary, from: join(await goBinaries(kubernetesBinary, say), 'kubernetes'), mode: 0o755 }],
    [{ to: `/usr/local/bin/${name}`, link: 'kubernetes' }],
  ];
}

const controlPlane = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
  (name): ImageDefinition => ({
    name: kubernetesImages.component(name),
    layers: component(name),
    config: { Env: [standardPath] },
  }),
);

const proxy: ImageDefinition = {
  name: kubernetesImages.component('kube-proxy'),
  debian: { packages: ['iptables', 'conntrack', 'kmod'] },
  layers: component('kube-proxy'),
  config: { Env: [standardPath] },
};

const etcd: ImageDefinition = {
  name: kubernetesImages.etcd,
  layers: async (say) => [
    [{ to: '/usr/local/bin/etcd', from: join(await goBinaries(etcdBinary, say), 'etcd'), mode: 0o755 }],
  ],
  config: { Env: [standardPath] },
};

const coredns: ImageDefinition = {
  name: kubernetesImages.coredns,
  layers: async (say) => [
    [{ to: '/coredns', from: join(await goBinaries(corednsBinary, say), 'coredns'), mode: 0o755 }],
  ],
  config: { Entrypoint: ['/coredns'], Env: [standardPath] },
};

const pause: ImageDefinition = {
  name: kubernetesImages.pause,
  layers: async (say) => [
    [{ to: '/pause', from: join(await goBinaries(pauseBinary, say), 'pause'), mode: 0o755 }],
  ],
  config: { Entrypoint: ['/pause'], User: '65535:65535' },
};

/** What a Kubernetes node runs before anything is installed on it. */
export const kubernetesDefinitions: readonly ImageDefinition[] = [
  ...controlPlane,
  proxy,
  etcd,
  coredns,
  pause,
];
