import { AuthorizationV1Api } from '@kubernetes/client-node';
import pMap from 'p-map';
import { ConfigError } from '../model/errors.ts';
import type { Cluster } from './client.ts';

/** One thing that a run must be allowed to do. */
export interface Access {
  readonly verb: string;
  /** Plural, with a subresource where meant: `pods`, `pods/exec`. */
  readonly resource: string;
  /** API group; empty or absent for the core. */
  readonly group?: string;
  /** Absent for the whole cluster. */
  readonly namespace?: string;
}

/** How many access reviews are asked for at once: an API server turns away what is far more than it answers. */
export const reviewsAtOnce = 16;

/** The accesses of a list that the cluster does not allow us. */
export async function missingAccess(cluster: Cluster, needed: readonly Access[]): Promise<readonly Access[]> {
  const api = cluster.config.makeApiClient(AuthorizationV1Api);
  const allowed = await pMap(needed, (access) => isAllowed(api, access), { concurrency: reviewsAtOnce });
  return needed.filter((_, index) => !allowed[index]);
}

/**
 * Makes sure that everything needed is allowed, before anything is touched.
 * @throws {ConfigError} listing what is not.
 */
export async function requireAccess(cluster: Cluster, needed: readonly Access[]): Promise<void> {
  const missing = await missingAccess(cluster, needed);
  if (missing.length === 0) return;
  const user = cluster.user ?? cluster.config.getCurrentUser()?.name ?? 'unknown';
  throw new ConfigError(
    [
      `Expected user \`${user}\` of context \`${cluster.context}\` to be allowed all that a run does; missing:`,
      ...missing.map((access) => `  ${describeAccess(access)}`),
      'Next: have a Role with these bound to that user, or use another context with --context',
    ].join('\n'),
  );
}

/** `create pods/exec in orthweb`. */
export function describeAccess({ verb, resource, group = '', namespace }: Access): string {
  const where = namespace === undefined ? 'in the whole cluster' : `in namespace ${namespace}`;
  return `${verb} ${resource}${group === '' ? '' : `.${group}`} ${where}`;
}

async function isAllowed(
  api: AuthorizationV1Api,
  { verb, resource, group = '', namespace }: Access,
): Promise<boolean> {
  const [plural = '', subresource] = resource.split('/');
  const resourceAttributes = {
    verb,
    group,
    resource: plural,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const { status } = await api.createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
  return status?.allowed ?? false;
}
