import type { Duplex } from 'node:stream';
import type { Cluster } from '../kube/client.ts';
import { openExec } from '../kube/exec-channel.ts';
import type { PodRef } from '../kube/exec.ts';
import { socatCommand, socatStream } from './socat.ts';
import { openTunnel } from './tunnel.ts';
import type { Target, Vantage } from './vantage.ts';

/** A vantage whose connections start in a pod. */
export interface PodVantage extends Vantage {
  readonly pod: PodRef;
}

/** A pod whose image has socat: connections start where it is, as whom it is. */
export function podVantage(name: string, cluster: Cluster, pod: PodRef): PodVantage {
  const open = async (target: Target): Promise<Duplex> =>
    socatStream(await openExec(cluster, pod, socatCommand(target)));
  return { name, pod, open, tunnel: (options) => openTunnel(open, options) };
}
