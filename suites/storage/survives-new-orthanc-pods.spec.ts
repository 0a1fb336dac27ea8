import { expect, test } from '../../fixtures/test.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { replacePods } from '../../helpers/kube/replace-pods.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

test.use({ requires: ['postgres'] });

test(
  'a study outlives every pod of Orthanc: each pod that takes their place returns it byte for byte',
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, tenant, upload, openReplicas, web }) => {
    test.setTimeout(timeouts.rollout + timeouts.transfer);
    const { instances } = await upload({ instances: 2 });
    const before = (await openReplicas()).map(({ name }) => name);

    await replacePods(cluster, orthancWorkload({ tenant }), tenant.orthanc.podSelector);

    const after = await openReplicas();
    expect(
      after.map(({ name }) => name).filter((name) => before.includes(name)),
      'pods that should have been replaced',
    ).toEqual([]);
    for (const { name, http } of after) {
      for (const { facts } of instances) {
        const { facts: retrieved } = await retrieveInstance(http, facts);
        expect(retrieved, `what the new pod ${name} returns, beside what was stored before`).toEqual(facts);
      }
    }
    // An ingress learns a little later where they are.
    await eventually(async () => expectStatus(await web.request({ path: '/system' }), 200), {
      what: 'the ingress to lead to the new pods',
      timeout: 'visible',
      successes: 3,
    });
  },
);
