import type { Cluster } from '../../helpers/kube/client.ts';
import { readSecret } from '../../helpers/kube/secret.ts';
import type { Approach } from '../../helpers/model/approach.ts';
import { registerSecret } from '../../helpers/model/redact.ts';

/**
 * Reads the deployment's passwords, to be kept out of every report. One that cannot be read is left out: the checks
 * that need it say so, and what nobody could read nobody can leak.
 */
export async function readPasswords(cluster: Cluster, { tenants }: Approach): Promise<string[]> {
  const refs = tenants.flatMap(({ namespace, orthanc, database }) =>
    [orthanc.credentials, database.credentials].map(({ secret, passwordKey }) => ({
      namespace,
      name: secret,
      passwordKey,
    })),
  );
  const passwords = await Promise.all(
    refs.map(async ({ namespace, name, passwordKey }) => {
      const secret = await readSecret(cluster, { namespace, name }).catch((): Record<string, string> => ({}));
      return secret[passwordKey] ?? [];
    }),
  );
  const all = passwords.flat();
  for (const password of all) registerSecret(password);
  return all;
}
