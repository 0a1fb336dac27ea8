import { expect, test } from '../../fixtures/test.ts';
import { storesAgain } from '../../fixtures/stores-again.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { listPods, type Pod } from '../../helpers/kube/pods.ts';
import { rolloutComplete } from '../../helpers/kube/rollout.ts';
import { scale } from '../../helpers/kube/scale.ts';
import { orthancWorkload, postgresWorkload } from '../../helpers/kube/tenant-workloads.ts';
import type { Tenant } from '../../helpers/model/approach.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

test.use({ requires: ['postgres'] });

const orthancPods = (cluster: Cluster, { namespace, orthanc }: Tenant): Promise<readonly Pod[]> =>
  listPods(cluster, namespace, orthanc.podSelector);
const lives = (pods: readonly Pod[]): string[] =>
  pods.map(({ name, restarts }) => `${name}: ${restarts} restarts`);

test(
  'while the database is away no replica is ready, and all are again when it is back, without a restart',
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, tenant, cleanup, openReplicas }, info) => {
    test.setTimeout(3 * timeouts.rollout);
    const database = postgresWorkload({ tenant });
    const before = lives(await orthancPods(cluster, tenant));
    const back = async (): Promise<void> => {
      await scale(cluster, database, 1);
      for (const workload of [database, orthancWorkload({ tenant })]) {
        const what = `${workload.kind} ${workload.name} to be ready after the database came back`;
        await eventually(() => rolloutComplete(cluster, workload), {
          what,
          timeout: 'rollout',
          successes: 3,
        });
      }
    };
    cleanup.add('the database, scaled to nothing', back);

    await scale(cluster, database, 0);
    await eventually(
      async () => {
        const ready = (await orthancPods(cluster, tenant)).filter((pod) => pod.ready);
        if (ready.length > 0) throw new Error(`still Ready: ${ready.map(({ name }) => name).join(', ')}`);
      },
      { what: 'no pod of Orthanc to be Ready while its database is away', timeout: 'configurationEffective' },
    );
    await back();
    expect(
      lives(await orthancPods(cluster, tenant)),
      'the pods of Orthanc after the database was away, beside those before',
    ).toEqual(before);
    await storesAgain(await openReplicas(), { cleanup, info });
  },
);
