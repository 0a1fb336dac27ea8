/** What is really inside an image whose name says something else, by image source. `registry`: as the tag says. */
export const versions = {
  kubernetes: '1.37.2',
  kind: '0.33.0',
  containerd: '2.4.2',
  etcd: '3.7.3',
  coredns: '1.14.7',
  helm: '3.22.0',
  registry: '3.1.2',
  istio: '1.31.0',
  envoy: '1.39.3',
} as const;

/** The images that Kubernetes itself runs, by the tags that kubeadm asks for. */
export const kubernetesImages = {
  component: (name: string) => `registry.k8s.io/${name}:v${versions.kubernetes}`,
  etcd: 'registry.k8s.io/etcd:3.7.0-0',
  coredns: 'registry.k8s.io/coredns/coredns:v1.14.6',
  pause: 'registry.k8s.io/pause:3.10.2',
} as const;

/** Debian's releases that roots are made of: systemd of bookworm still knows cgroup v1; Orthanc is trixie's. */
export const debian = { node: 'bookworm', images: 'trixie' } as const;

/** Names of the lab's own images. */
export const labImages = {
  node: (hash: string) => `korthweb/node:v${versions.kubernetes}-${hash}`,
  registry: 'registry:3.1.2',
} as const;

/** Kubernetes in the stock node images that kind's release comes with, newest first. */
export const stockKubernetes = ['1.37.0', '1.36.4', '1.35.8', '1.34.11'] as const;

/** The stock node image of a version of Kubernetes; by default the one that kind itself would take. */
export const stockNode = (version: string = stockKubernetes[0]): string => `kindest/node:v${version}`;

/** What probe pods run: any small image with socat and sleep on its PATH. Built here, it keeps the upstream name. */
export const probeImage = 'alpine/socat:1.8.0.3';

/** Istio's images, where the charts look for them. */
export const istioHub = 'registry.istio.io/release';
export const istioImages = {
  pilot: `${istioHub}/pilot:${versions.istio}`,
  proxy: `${istioHub}/proxyv2:${versions.istio}`,
} as const;

/** The image of a component of cert-manager. */
export const certManagerImage = (component: string): string =>
  `quay.io/jetstack/cert-manager-${component}:v1.11.5`;

/** Debian's Prometheus is of this line. */
export const prometheusImage = 'prom/prometheus:v2.53.3';

/** The images of Flux's controllers. */
export const fluxImages = {
  source: 'ghcr.io/fluxcd/source-controller:v1.9.6',
  kustomize: 'ghcr.io/fluxcd/kustomize-controller:v1.9.5',
} as const;

/** The operator that runs Prometheus, and what has Prometheus read its configuration anew. */
export const prometheusOperatorImages = {
  operator: 'quay.io/prometheus-operator/prometheus-operator:v0.85.0',
  reloader: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0',
} as const;

/** Jaeger as one process that keeps traces in memory. */
export const jaegerImage = 'jaegertracing/all-in-one:1.62.0';

/** Grafana: its pages are built with what no package registry here has, so that its image is not built. */
export const grafanaImage = 'grafana/grafana:12.2.1';
