import type { Tenant } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import type { Cluster } from './client.ts';
import { readyPods, type Pod } from './pods.ts';

/** The Ready pods behind an ingress's Service. @throws {SetupError} when there are none. */
export async function ingressPods(
  cluster: Cluster,
  { namespace, name }: Tenant['web']['service'],
): Promise<readonly Pod[]> {
  const { spec } = await cluster.core.readNamespacedService({ namespace, name });
  const pods = await readyPods(cluster, namespace, spec?.selector ?? {});
  if (spec?.selector && pods.length > 0) return pods;
  throw new SetupError(`Expected Ready pods behind Service ${namespace}/${name}, got none`);
}
