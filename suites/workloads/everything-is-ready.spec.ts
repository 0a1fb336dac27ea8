import { expect, test } from '../../fixtures/test.ts';
import { orthancWorkload, postgresWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { notReady } from '../../helpers/kube/unready.ts';
import { listWorkloads, namespacesOf } from '../../helpers/kube/workloads.ts';

test(
  'every workload is Ready at its newest generation, with no older pod left',
  { tag: ['@smoke', '@core'] },
  async ({ cluster, tenant }) => {
    const namespaces = namespacesOf(tenant);
    const workloads = (await Promise.all(namespaces.map((one) => listWorkloads(cluster, one)))).flat();
    expect(workloads, "the workloads of the tenant's namespaces").toEqual(
      expect.arrayContaining([orthancWorkload({ tenant }), postgresWorkload({ tenant })]),
    );
    expect(
      await notReady(cluster, workloads, namespaces),
      `what is not Ready of ${workloads.length} workloads. Next: \`kubectl describe\` the pod, read its logs`,
    ).toEqual([]);
  },
);
