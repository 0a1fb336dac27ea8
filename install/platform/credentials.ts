import { randomBytes } from 'node:crypto';
import type { Cluster } from '../../helpers/kube/client.ts';
import type { NamespacedName } from '../../helpers/kube/secret.ts';
import { hasStatus } from '../../helpers/kube/status.ts';
import { registerSecret } from '../../helpers/model/redact.ts';

/** Makes a Secret with a user's name and a random password, where there is none; resolves to the password in force. */
export async function ensureCredentials(
  { core }: Cluster,
  { namespace, name }: NamespacedName,
  { username, password = randomPassword() }: { readonly username: string; readonly password?: string },
): Promise<string> {
  registerSecret(password);
  const body = { metadata: { name }, stringData: { username, password } };
  try {
    await core.createNamespacedSecret({ namespace, body });
    return password;
  } catch (thrown) {
    if (!hasStatus(thrown, 409)) throw thrown;
  }
  const { data } = await core.readNamespacedSecret({ namespace, name });
  return Buffer.from(data?.['password'] ?? '', 'base64').toString('utf8');
}

/** Letters and digits alone: it goes through shells, connection strings and JSON. */
const randomPassword = (): string => randomBytes(24).toString('hex');
