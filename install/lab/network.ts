import { run } from '../../helpers/process/run.ts';
import type { Engine } from './engine/docker.ts';

/** The engine's network that the lab's nodes and registry share. kind is told to use it by its environment. */
export const networkName = 'korthweb';

const bridge = 'korthweb0';

/** What makes kind use the lab's own network. */
export const kindEnvironment = { KIND_EXPERIMENTAL_DOCKER_NETWORK: networkName } as const;

/** Makes the lab's network where there is none. */
export async function ensureNetwork(engine: Engine): Promise<void> {
  const { stdout } = await engine.docker(['network', 'ls', '--quiet', '--filter', `name=^${networkName}$`]);
  if (stdout.trim()) return;
  await engine.docker([
    'network',
    'create',
    '--driver',
    'bridge',
    '--opt',
    'com.docker.network.bridge.enable_ip_masquerade=true',
    '--opt',
    `com.docker.network.bridge.name=${bridge}`,
    networkName,
  ]);
}

/** The IPv4 range of the lab's network, as `172.18.0.0/16`. */
export async function networkRange(engine: Engine): Promise<string> {
  const { stdout } = await engine.docker([
    'network',
    'inspect',
    networkName,
    '--format',
    '{{range .IPAM.Config}}{{.Subnet}} {{end}}',
  ]);
  return stdout.split(' ').find((range) => range.includes('.')) ?? '';
}

/**
 * Cuts off what a killed engine left on the lab's bridge: namespaces of containers that are gone would go on answering
 * for their addresses. Only for when no engine of the lab runs.
 */
export async function removeStaleLinks(): Promise<void> {
  const { stdout } = await run('ip', ['-oneline', 'link', 'show', 'master', bridge], { anyExitCode: true });
  for (const [, link] of stdout.matchAll(/^\d+: ([^@:]+)/gm)) {
    if (link) await run('ip', ['link', 'delete', link], { anyExitCode: true });
  }
}
