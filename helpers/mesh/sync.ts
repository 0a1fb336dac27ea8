import { z } from 'zod';
import { execChecked } from '../kube/exec.ts';
import type { Cluster } from '../kube/client.ts';
import type { Mesh } from '../model/approach.ts';
import { istiodPods } from './istio-pods.ts';

const Resource = z.object({
  sent: z.string().optional(),
  acked: z.string().optional(),
  lastError: z.string().optional(),
});
const Proxies = z.array(
  z.looseObject({ proxy: z.string(), resources: z.record(z.string(), Resource).default({}) }),
);

/** What istiod knows of one proxy. */
export interface ProxySync {
  /** `pod.namespace`. */
  readonly proxy: string;
  /** The kinds of configuration that were sent and not acknowledged, those rejected with the proxy's words. */
  readonly stale: readonly string[];
}

/** The proxies that are connected to any istiod. @throws {SetupError} when none runs: configuration is frozen then. */
export async function proxySync(cluster: Cluster, mesh: Mesh): Promise<readonly ProxySync[]> {
  const answers = await Promise.all(
    (await istiodPods(cluster, mesh)).map(({ namespace, name }) =>
      execChecked(cluster, { namespace, name, container: 'discovery' }, [
        'pilot-discovery',
        'request',
        'GET',
        '/debug/syncz',
      ]),
    ),
  );
  return answers.flatMap(syncStatus);
}

/** Reads what istiod answers to `/debug/syncz`. */
export function syncStatus(answer: string): readonly ProxySync[] {
  return Proxies.parse(JSON.parse(answer)).map(({ proxy, resources }) => ({
    proxy,
    stale: Object.entries(resources).flatMap(([type, { sent, acked, lastError }]) => {
      if (!sent || sent === acked) return [];
      const kind = type.split('.').at(-1) ?? type;
      return [lastError ? `${kind}, which it rejected: ${lastError}` : kind];
    }),
  }));
}
