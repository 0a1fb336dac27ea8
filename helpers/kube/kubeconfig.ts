import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { ConfigError } from '../model/errors.ts';
import { PooledKubeConfig } from './pooled-config.ts';

/**
 * The kubeconfig files to read: the given one, else those of KUBECONFIG, else `~/.kube/config`; as kubectl does.
 */
export function kubeconfigFiles(
  given?: string,
  environment: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  if (given !== undefined) return [given];
  const listed = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  return listed.length > 0 ? listed : [join(environment['HOME'] ?? homedir(), '.kube', 'config')];
}

/**
 * Loads the kubeconfig and selects a context, in memory only: the user's current context stays what it is.
 * @throws {ConfigError} when there is no kubeconfig, it cannot be read, or the context is not in it.
 */
export function loadKubeconfig(context?: string, given?: string): KubeConfig {
  const files = kubeconfigFiles(given);
  const present = files.filter((file) => existsSync(file));
  if (present.length === 0) throw noKubeconfig(files);
  const config = new PooledKubeConfig();
  for (const file of present) config.mergeConfig(read(file), true);
  return select(config, context ?? read(present[0] ?? '').currentContext, present);
}

function read(file: string): KubeConfig {
  const config = new PooledKubeConfig();
  try {
    config.loadFromFile(file);
  } catch (cause) {
    const message = `Expected ${file} to be a kubeconfig; it cannot be read as one. Next: kubectl --kubeconfig ${file} config view`;
    throw new ConfigError(message, { cause });
  }
  return config;
}

function select(config: KubeConfig, context: string, files: readonly string[]): KubeConfig {
  const where = files.join(', ');
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context)) {
    const asked = context === '' ? 'a current context' : `a context \`${context}\``;
    const got =
      known.length === 0 ? 'it has none' : `it has ${known.map((name) => `\`${name}\``).join(', ')}`;
    throw new ConfigError(
      `Expected ${asked} in ${where}; ${got}. Next: name one with --context, or npx korthweb up`,
    );
  }
  config.setCurrentContext(context);
  if (config.getCurrentCluster() !== null) return config;
  throw new ConfigError(
    `Expected context \`${context}\` in ${where} to name a cluster that the file describes; it does not`,
  );
}

function noKubeconfig(files: readonly string[]): ConfigError {
  return new ConfigError(
    `Expected a kubeconfig at ${files.join(' or ')}; there is none. ` +
      'Next: make a cluster with npx korthweb up, or name a file with --kubeconfig or KUBECONFIG',
  );
}
