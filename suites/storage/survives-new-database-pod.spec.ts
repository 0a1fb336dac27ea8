import { expect, test } from '../../fixtures/test.ts';
import { storesAgain } from '../../fixtures/stores-again.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { replacePods } from '../../helpers/kube/replace-pods.ts';
import { rolloutComplete } from '../../helpers/kube/rollout.ts';
import { orthancWorkload, postgresWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';
import { connectPostgres, type Postgres } from '../../helpers/postgres/connect.ts';
import { dicomFile, storedAttachments } from '../../helpers/postgres/orthanc-index.ts';

test.use({ requires: ['postgres'] });

/** The digests of an instance's files, or why they cannot be had: an empty database has not even the tables. */
async function storedFiles(database: Postgres, sopInstanceUID: string): Promise<readonly unknown[] | string> {
  try {
    const rows = await storedAttachments(database, sopInstanceUID);
    return rows.filter(({ fileType }) => fileType === dicomFile).map(({ storedSha256 }) => storedSha256);
  } catch (error) {
    return explain(error);
  }
}

test(
  "a study outlives PostgreSQL's pod: every replica returns it byte for byte from the pod that takes its place",
  { tag: ['@core', '@disruptive'] },
  async ({ cleanup, cluster, databaseLogin, openReplicas, tenant, upload }, info) => {
    test.setTimeout(2 * timeouts.rollout);
    const { instances } = await upload();
    const [{ facts }] = instances;

    await replacePods(cluster, postgresWorkload({ tenant }), tenant.database.podSelector, 30);

    // Its Service leads there a moment after the pod is Ready.
    await using replaced = await eventually(() => connectPostgres(databaseLogin), {
      what: 'a login to the new pod of PostgreSQL',
      timeout: 'visible',
    });
    expect(
      await storedFiles(replaced, facts.sopInstanceUID),
      `SHA-256 of the files that the new pod of PostgreSQL has of ${facts.sopInstanceUID}. Next: is its data in a volume that outlives the pod?`,
    ).toEqual([facts.fileSha256]);

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
      const { facts: retrieved } = await retrieveInstance(http, facts);
      expect(retrieved, `what ${name} returns, beside what was stored before`).toEqual(facts);
    }
  },
);
