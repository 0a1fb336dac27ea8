import { expect, test } from '../../fixtures/test.ts';
import { storesAgain } from '../../fixtures/stores-again.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { replacePods } from '../../helpers/kube/replace-pods.ts';
import { rolloutComplete } from '../../helpers/kube/rollout.ts';
import { orthancWorkload, postgresWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

test.use({ requires: ['postgres'] });

test(
  "a study outlives PostgreSQL's pod: every replica returns it byte for byte from the pod that takes its place",
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, tenant, upload, openReplicas, cleanup }, info) => {
    test.setTimeout(2 * timeouts.rollout);
    const { instances } = await upload();
    const [{ facts }] = instances;

    await replacePods(cluster, postgresWorkload({ tenant }), tenant.database.podSelector, 30);

    // Orthanc's pool finds its connections broken one by one, and is ready when all are made anew.
    const orthanc = orthancWorkload({ tenant });
    await eventually(() => rolloutComplete(cluster, orthanc), {
      what: 'Orthanc to be ready after its database was replaced',
      timeout: 'rollout',
      successes: 3,
    });
    const replicas = await openReplicas();
    await storesAgain(replicas, { cleanup, info });
    for (const { name, http } of replicas) {
      const found = await http.request({
        path: `/dicom-web/studies?StudyInstanceUID=${facts.studyInstanceUID}`,
      });
      expect(
        found.body.toString(),
        `what ${name} finds of study ${facts.studyInstanceUID}, which the database had before its pod was replaced. Next: is its volume kept?`,
      ).toContain(facts.studyInstanceUID);
      const { facts: retrieved } = await retrieveInstance(http, facts);
      expect(retrieved, `what ${name} returns, beside what was stored before`).toEqual(facts);
    }
  },
);
