import { SetupError } from '../model/errors.ts';
import { conciseError } from './api-error.ts';
import type { Cluster } from './client.ts';

export interface NamespacedName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Reads a Secret, its values decoded as UTF-8.
 * @throws {SetupError} naming the Secret.
 */
export async function readSecret(
  cluster: Cluster,
  { namespace, name }: NamespacedName,
): Promise<Record<string, string>> {
  try {
    const { data = {} } = await cluster.core.readNamespacedSecret({ namespace, name });
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
    );
  } catch (thrown) {
    const cause = conciseError(thrown);
    const message = `Expected to read Secret ${namespace}/${name} of ${cluster.context}, got ${cause.message}`;
    throw new SetupError(message, { cause });
  }
}

/**
 * Reads one value of a Secret.
 * @throws {SetupError} naming the Secret and the keys that it has.
 */
export async function readSecretKey(cluster: Cluster, ref: NamespacedName, key: string): Promise<string> {
  const secret = await readSecret(cluster, ref);
  const value = secret[key];
  if (value !== undefined) return value;
  const keys = Object.keys(secret).join(', ') || 'none';
  throw new SetupError(
    `Expected Secret ${ref.namespace}/${ref.name} to have a key \`${key}\`; it has ${keys}`,
  );
}
