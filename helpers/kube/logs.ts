import type { Cluster } from './client.ts';

export interface LogOptions {
  readonly namespace: string;
  readonly pod: string;
  /** Needed where the pod has several. */
  readonly container?: string;
  /** The last so many lines (default 200). */
  readonly lines?: number;
  readonly sinceSeconds?: number;
  /** Of the container's life before its last restart. */
  readonly previous?: boolean;
}

/** The last lines that a container logged; they are not redacted. */
export async function podLogs({ core }: Cluster, options: LogOptions): Promise<string> {
  const { namespace, pod, container, lines = 200, sinceSeconds, previous } = options;
  return core.readNamespacedPodLog({
    namespace,
    name: pod,
    tailLines: lines,
    ...(container === undefined ? {} : { container }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(previous === undefined ? {} : { previous }),
  });
}
