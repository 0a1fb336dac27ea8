import type { Cluster } from './client.ts';
import { request } from './request.ts';
import { z } from 'zod';
import type { NamespacedName } from './secret.ts';

/** How many pods a Deployment may have at once: its replicas, or its autoscaler's most, and the surge of an update. */
export async function mostReplicas(cluster: Cluster, { namespace, name }: NamespacedName): Promise<number> {
  const { spec } = await cluster.apps.readNamespacedDeployment({ namespace, name });
  const scaled = await autoscaledTo(cluster, { namespace, name });
  const replicas = Math.max(spec?.replicas ?? 1, scaled);
  return replicas + surge(spec?.strategy?.rollingUpdate?.maxSurge ?? '25%', replicas);
}

/** A percentage is rounded up (kubernetes.io, Deployments, "Max Surge"). */
export function surge(maxSurge: number | string, replicas: number): number {
  if (typeof maxSurge === 'number') return maxSurge;
  const percent = /^(\d+)%$/.exec(maxSurge)?.[1];
  return percent === undefined ? Number(maxSurge) : Math.ceil((replicas * Number(percent)) / 100);
}

const Autoscalers = z.object({
  items: z.array(
    z.object({
      spec: z.object({
        maxReplicas: z.int(),
        scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
      }),
    }),
  ),
});

async function autoscaledTo({ config }: Cluster, { namespace, name }: NamespacedName): Promise<number> {
  const path = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`;
  const { items } = Autoscalers.parse(await request(config, { method: 'GET', path }));
  const own = items.filter(
    ({ spec: { scaleTargetRef: target } }) => target.kind === 'Deployment' && target.name === name,
  );
  return Math.max(0, ...own.map(({ spec }) => spec.maxReplicas));
}
