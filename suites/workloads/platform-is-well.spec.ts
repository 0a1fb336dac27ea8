import { expect, test } from '../../fixtures/test.ts';
import { restartsSince } from '../../helpers/kube/restarts.ts';
import { notReady } from '../../helpers/kube/unready.ts';
import { listWorkloads, livePodsIn } from '../../helpers/kube/workloads.ts';

test.use({ requires: ['istio'] });

test(
  'beneath the tenants every workload is Ready at its newest generation [ready]',
  { tag: ['@core', '@cluster'] },
  async ({ approach: { platform }, cluster }) => {
    const workloads = (await Promise.all(platform.map((one) => listWorkloads(cluster, one)))).flat();
    expect(workloads.length, `workloads of ${platform.join(', ')}`).toBeGreaterThan(0);
    const empty = platform.filter((one) => workloads.every(({ namespace }) => namespace !== one));
    expect(empty, 'namespaces of the platform in which nothing runs').toEqual([]);
    expect(
      await notReady(cluster, workloads, platform),
      `what is not Ready of ${workloads.length} workloads. Next: \`kubectl describe\` the pod, read its logs`,
    ).toEqual([]);
  },
);

test(
  'beneath the tenants no container has ended and been started again since the run began [not restarted]',
  // After the parallel checks, whose work might be what ends one.
  { tag: ['@core', '@exclusive', '@cluster'] },
  async ({ approach: { platform }, cluster, runBegan }) => {
    const pods = await livePodsIn(cluster, platform);
    expect(pods.length, `pods of ${platform.join(', ')}`).toBeGreaterThan(0);
    expect(
      restartsSince(pods, runBegan),
      `containers that have ended since ${runBegan.toISOString()}. Next: read \`kubectl logs --previous\``,
    ).toEqual([]);
  },
);
