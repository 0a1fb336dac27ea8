import { expect, test } from '../../fixtures/test.ts';
import { restartsSince } from '../../helpers/kube/restarts.ts';
import { livePods } from '../../helpers/kube/workloads.ts';

test(
  'no container has ended and been started again since the run began',
  // After the parallel checks, whose work might be what ends one.
  { tag: ['@core', '@exclusive'] },
  async ({ cluster, tenant, runBegan }) => {
    const pods = await livePods(cluster, tenant);
    expect(pods.length, 'pods of the tenant').toBeGreaterThan(0);
    expect(
      restartsSince(pods, runBegan),
      `containers that have ended since ${runBegan.toISOString()}. Next: read \`kubectl logs --previous\``,
    ).toEqual([]);
  },
);
