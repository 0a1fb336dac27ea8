import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import { registerSecret } from '../model/redact.ts';
import { conciseError } from './api-error.ts';
import type { Cluster } from './client.ts';
import type { NamespacedName } from './secret.ts';

/** Seconds, the least that Kubernetes grants. */
const lifetime = 600;

/**
 * A short-lived token of a ServiceAccount for one audience, by default the API server itself; a namespace that is new has
 * its account soon. It is kept out of every report.
 */
export async function accountToken(
  { core }: Cluster,
  { namespace, name }: NamespacedName,
  audience?: string,
): Promise<string> {
  const spec = { audiences: audience === undefined ? [] : [audience], expirationSeconds: lifetime };
  const { status } = await eventually(
    () =>
      core
        .createNamespacedServiceAccountToken({ namespace, name, body: { spec } })
        .catch((thrown: unknown) => Promise.reject(conciseError(thrown))),
    { what: `a token of ServiceAccount ${namespace}/${name}`, timeout: 'visible', every: 100 },
  );
  if (status?.token) {
    registerSecret(status.token);
    return status.token;
  }
  throw new SetupError(
    `The TokenRequest of ServiceAccount ${namespace}/${name} was answered without a token`,
  );
}
