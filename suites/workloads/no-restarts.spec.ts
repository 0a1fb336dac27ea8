import type { V1ContainerStatus } from '@kubernetes/client-node';
import { expect, test } from '../../fixtures/test.ts';
import { livePods } from '../../helpers/kube/workloads.ts';

test(
  'no container has ended and been started again since the run began',
  // After the parallel checks, whose work might be what ends one.
  { tag: ['@core', '@exclusive'] },
  async ({ cluster, tenant, runBegan }) => {
    const pods = await livePods(cluster, tenant);
    expect(pods.length, 'pods of the tenant').toBeGreaterThan(0);
    const restarted = pods.flatMap(({ name, manifest: { status } }) =>
      [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].flatMap((one) =>
        endedSince(one, runBegan).map((how) => `${name}, container ${one.name}: ${how}`),
      ),
    );
    expect(
      restarted,
      `containers that have ended since ${runBegan.toISOString()}. Next: read \`kubectl logs --previous\``,
    ).toEqual([]);
  },
);

/** One that waits to be started again counts, however long ago it ended. */
function endedSince({ lastState, state, restartCount }: V1ContainerStatus, since: Date): string[] {
  const ended = lastState?.terminated ?? (restartCount > 0 ? state?.terminated : undefined);
  const isLooping = state?.waiting?.reason === 'CrashLoopBackOff';
  if (!ended?.finishedAt || (!isLooping && new Date(ended.finishedAt) < since)) return [];
  const waiting = state?.waiting?.reason ? `, now ${state.waiting.reason}` : '';
  return [`exit code ${ended.exitCode} (${ended.reason ?? 'no reason'}), ${restartCount} restarts${waiting}`];
}
