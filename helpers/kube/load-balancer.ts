import { eventually } from '../model/eventually.ts';
import { conciseError } from './api-error.ts';
import type { Cluster } from './client.ts';
import type { NamespacedName } from './secret.ts';

/**
 * The address (IP address or host name) that a Service of type LoadBalancer has.
 * @throws {TimeoutError} with the Service's state when it gets none.
 */
export async function loadBalancerAddress(
  cluster: Cluster,
  { namespace, name }: NamespacedName,
): Promise<string> {
  return eventually(
    async () => {
      const { spec, status } = await cluster.core
        .readNamespacedService({ namespace, name })
        .catch((thrown: unknown) => Promise.reject(conciseError(thrown)));
      const ingress = status?.loadBalancer?.ingress?.[0];
      const address = ingress?.ip ?? ingress?.hostname;
      if (address !== undefined) return address;
      throw new Error(`it is of type ${spec?.type ?? 'unknown'} and has no address in its status`);
    },
    { what: `an address of Service ${namespace}/${name}`, timeout: 'loadBalancer' },
  );
}
