import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { run } from '../../helpers/process/run.ts';
import type { Engine } from './engine/docker.ts';
import { kindEnvironment } from './network.ts';
import { paths } from './paths.ts';
import type { Say } from './steps/step.ts';

/** A cluster of the lab, by its short name: kind's `korthweb-NAME`, context `kind-korthweb-NAME`. */
export interface LabCluster {
  readonly kindName: string;
  readonly context: string;
  readonly node: string;
  readonly folder: string;
}

/** The names that belong to a lab cluster. */
export function labCluster(name: string): LabCluster {
  const kindName = `korthweb-${name}`;
  return {
    kindName,
    context: `kind-${kindName}`,
    node: `${kindName}-control-plane`,
    folder: join(paths.clusters, name),
  };
}

export interface KindOptions {
  readonly cluster: LabCluster;
  readonly engine: Engine;
  readonly kind: string;
  readonly image: string;
  readonly onLine: (line: string) => void;
}

/** Creates the cluster; resolves to the path of a kubeconfig of its own, which holds nothing else. */
export async function createKindCluster({
  cluster,
  engine,
  kind,
  image,
  onLine,
}: KindOptions): Promise<string> {
  await mkdir(cluster.folder, { recursive: true });
  const configuration = join(cluster.folder, 'kind.yaml');
  const kubeconfig = join(cluster.folder, 'kubeconfig');
  // Its presence says that the cluster was made to the end.
  await rm(kubeconfig, { force: true });
  await writeFile(configuration, stringify(kindConfiguration));
  await run(
    kind,
    [
      'create',
      'cluster',
      '--name',
      cluster.kindName,
      '--image',
      image,
      '--config',
      configuration,
      '--kubeconfig',
      kubeconfig,
    ],
    { env: { ...engine.env, ...kindEnvironment }, onLine },
  );
  return kubeconfig;
}

const kubelet = {
  kind: 'KubeletConfiguration',
  failCgroupV1: false,
  // What a ConfigMap or Secret has is in the pods that mount it after so long, not after a minute.
  syncFrequency: '10s',
};

const kindConfiguration = {
  kind: 'Cluster',
  apiVersion: 'kind.x-k8s.io/v1alpha4',
  networking: { kubeProxyMode: 'iptables', podSubnet: '10.244.0.0/16' },
  kubeadmConfigPatches: [stringify(kubelet)],
  nodes: [{ role: 'control-plane' }],
};

/** Names of all clusters that kind knows on this engine. */
export async function listKindClusters(engine: Engine): Promise<string[]> {
  const { stdout } = await engine.docker([
    'ps',
    '--all',
    '--filter',
    'label=io.x-k8s.kind.cluster',
    '--format',
    '{{.Label "io.x-k8s.kind.cluster"}}',
  ]);
  return [...new Set(stdout.split('\n').filter(Boolean))];
}

/** Removes a cluster's containers with their volumes, whatever state they are in. */
export async function deleteKindCluster(engine: Engine, cluster: LabCluster): Promise<void> {
  const { stdout } = await engine.docker([
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `label=io.x-k8s.kind.cluster=${cluster.kindName}`,
  ]);
  const containers = stdout.split('\n').filter(Boolean);
  if (containers.length > 0) await engine.docker(['rm', '--force', '--volumes', ...containers]);
}

export interface LoadOptions {
  readonly engine: Engine;
  readonly cluster: LabCluster;
  /** Names of images that the engine has. */
  readonly images: readonly string[];
  readonly say: Say;
}

/** Copies images from the engine into a cluster's node, so that its pods pull nothing. */
export async function loadIntoNode({ engine, cluster, images, say }: LoadOptions): Promise<void> {
  if (images.length === 0) return;
  say(`loading ${images.length} images into the node`);
  const load = `docker save ${images.join(' ')} | docker exec --interactive ${cluster.node} ctr --namespace k8s.io images import -`;
  await run('bash', ['-o', 'pipefail', '-c', load], { env: engine.env });
}
