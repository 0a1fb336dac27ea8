import type { ImageContract } from '../helm/images.contract.ts';

const component = (name: string): ImageContract => ({
  image: `quay.io/jetstack/cert-manager-${name}:v1.11.5`,
  uid: 1000,
  gid: 1000,
  commands: [],
  files: [`/app/cmd/${name}/${name}`],
});

/** What Istio's and cert-manager's charts and the manifests beside rely on in their images: the twin of docs/images.md. */
export const meshImageContracts: readonly ImageContract[] = [
  {
    image: 'registry.istio.io/release/pilot:1.31.0',
    uid: 1337,
    gid: 1337,
    commands: ['pilot-discovery'],
    files: [],
  },
  {
    image: 'registry.istio.io/release/proxyv2:1.31.0',
    uid: 1337,
    gid: 1337,
    user: 'istio-proxy',
    commands: ['pilot-agent', 'envoy', 'iptables'],
    files: ['/var/lib/istio/envoy/envoy_bootstrap_tmpl.json'],
  },
  ...['controller', 'webhook', 'cainjector'].map(component),
  {
    image: 'prom/prometheus:v2.53.3',
    uid: 65_534,
    gid: 65_534,
    commands: ['prometheus', 'promtool'],
    files: [],
  },
];
