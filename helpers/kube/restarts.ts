import type { V1ContainerStatus } from '@kubernetes/client-node';
import type { Pod } from './pods.ts';

/** Which containers of pods have ended and been started again since a moment, each with how it ended. */
export const restartsSince = (pods: readonly Pod[], since: Date): string[] =>
  pods.flatMap(({ namespace, name, manifest: { status } }) =>
    [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].flatMap((one) =>
      endedSince(one, since).map((how) => `${namespace}/${name}, container ${one.name}: ${how}`),
    ),
  );

/** One that waits to be started again counts, however long ago it ended. */
function endedSince({ lastState, state, restartCount }: V1ContainerStatus, since: Date): string[] {
  const ended = lastState?.terminated ?? (restartCount > 0 ? state?.terminated : undefined);
  const isLooping = state?.waiting?.reason === 'CrashLoopBackOff';
  if (!ended?.finishedAt || (!isLooping && new Date(ended.finishedAt) < since)) return [];
  const waiting = state?.waiting?.reason ? `, now ${state.waiting.reason}` : '';
  return [`exit code ${ended.exitCode} (${ended.reason ?? 'no reason'}), ${restartCount} restarts${waiting}`];
}
