import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabCluster } from './kind.ts';

/** A registry that holds images under their own names: `HOST[/PATH]`, plain HTTP if it says `http://`. */
export interface Mirror {
  readonly url: string;
}

const upstreams = ['docker.io', 'registry.k8s.io', 'quay.io', 'ghcr.io'];

/** The folder that a cluster's nodes read their registries' addresses from. */
export function registryMirrorFolder(cluster: LabCluster): string {
  return join(cluster.folder, 'certs.d');
}

/** Tells a cluster's nodes to ask `mirror`, and nothing else, for every upstream registry's images. */
export async function writeRegistryMirrors(
  cluster: LabCluster,
  labRegistry: string,
  mirror: Mirror | null,
): Promise<void> {
  const folder = registryMirrorFolder(cluster);
  await rm(folder, { recursive: true, force: true });
  await writeHost(folder, labRegistry, `http://${labRegistry}`);
  if (!mirror) return await mkdir(folder, { recursive: true }).then(() => undefined);
  for (const name of upstreams) await writeHost(folder, name, mirror.url);
}

async function writeHost(folder: string, name: string, url: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  const { origin, pathname } = new URL(url);
  const path = pathname === '/' ? '' : pathname;
  const text = `server = "${origin}"

[host."${origin}/v2${path}"]
  capabilities = ["pull", "resolve"]
  override_path = true
`;
  await writeFile(join(folder, name, 'hosts.toml'), text);
}
