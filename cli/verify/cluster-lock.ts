import { hostname } from 'node:os';
import type { Cluster } from '../../helpers/kube/client.ts';
import { leaseSeconds, takeLease } from '../../helpers/kube/lease.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import { isAlive } from './process-alive.ts';

/** The Lease that a run holds in the cluster. */
export const clusterLease = { namespace: 'default', name: 'korthweb-run' } as const;

/**
 * Holds a cluster for one run, whatever machine it is on: each would sweep away what the other has made, and count what
 * the other does.
 * @throws {ConfigError} naming who holds it.
 */
export function holdCluster(cluster: Cluster, run: string): Promise<AsyncDisposable> {
  const { namespace, name } = clusterLease;
  const refusal = (other: string): ConfigError =>
    new ConfigError(
      `Cluster ${cluster.context} is in use by ${other} (Lease ${namespace}/${name}). ` +
        `Next: wait for it; one that was killed is taken to be gone after ${leaseSeconds} s`,
    );
  const holder = `run ${run}, process ${process.pid} on ${hostname()}`;
  return takeLease(cluster, { namespace, name, holder, isGone, refusal });
}

/** Of a process on this machine it is known. */
function isGone(holder: string): boolean {
  const [, pid, host] = /process (\d+) on (.*)$/.exec(holder) ?? [];
  return host === hostname() && !isAlive(Number(pid));
}
