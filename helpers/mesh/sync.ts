import { z } from 'zod';
import { execChecked } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';
import { readyPods } from '../kube/pods.ts';
import { SetupError } from '../model/errors.ts';
import type { Mesh } from '../model/approach.ts';

const Resource = z.object({ sent: z.string().optional(), acked: z.string().optional() });
const Proxies = z.array(
  z.looseObject({ proxy: z.string(), resources: z.record(z.string(), Resource).default({}) }),
);

/** What istiod knows of one proxy: the kinds of configuration that it has sent, and not seen acknowledged. */
export interface ProxySync {
  /** `pod.namespace`. */
  readonly proxy: string;
  readonly stale: readonly string[];
}

/** The proxies that are connected to any istiod. @throws {SetupError} when none runs: configuration is frozen then. */
export async function proxySync(
  cluster: Cluster,
  { namespace, istiod }: Mesh,
): Promise<readonly ProxySync[]> {
  const pods = await readyPods(cluster, namespace, { app: istiod });
  if (pods.length === 0)
    throw new SetupError(`No pod of ${namespace}/${istiod} is Ready: no proxy gets new configuration`);
  const answers = await Promise.all(
    pods.map(({ name }) =>
      execChecked(cluster, { namespace, name, container: 'discovery' }, [
        'pilot-discovery',
        'request',
        'GET',
        '/debug/syncz',
      ]),
    ),
  );
  return answers
    .flatMap((answer) => Proxies.parse(JSON.parse(answer)))
    .map(({ proxy, resources }) => ({
      proxy,
      stale: Object.entries(resources).flatMap(([type, { sent, acked }]) =>
        sent && sent !== acked ? [type.split('.').at(-1) ?? type] : [],
      ),
    }));
}
