import { expect, test } from '../../fixtures/test.ts';
import { podState } from '../../helpers/kube/pod-evidence.ts';
import { rolloutComplete, type WorkloadRef } from '../../helpers/kube/rollout.ts';
import { orthancWorkload, postgresWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { listWorkloads, livePods, namespacesOf } from '../../helpers/kube/workloads.ts';
import { explain } from '../../helpers/model/errors.ts';

test(
  'every workload is Ready at its newest generation, with no older pod left',
  { tag: ['@smoke', '@core'] },
  async ({ cluster, tenant }) => {
    const lists = await Promise.all(namespacesOf(tenant).map((one) => listWorkloads(cluster, one)));
    const workloads = lists.flat();
    expect(workloads, "the workloads of the tenant's namespaces").toEqual(
      expect.arrayContaining([orthancWorkload({ tenant }), postgresWorkload({ tenant })]),
    );
    const gap = (workload: WorkloadRef): Promise<string[]> =>
      rolloutComplete(cluster, workload).then(
        () => [],
        (thrown: unknown) => [explain(thrown)],
      );
    const gaps = (await Promise.all(workloads.map(gap))).flat();
    const pods = (await livePods(cluster, tenant)).filter(({ ready }) => !ready);
    const states = pods.map(({ name, manifest }) => `${name}: ${podState(manifest).join('; ')}`);
    expect(
      [...gaps, ...states],
      `what is not Ready of ${workloads.length} workloads. Next: \`kubectl describe\` the pod, read its logs`,
    ).toEqual([]);
  },
);
