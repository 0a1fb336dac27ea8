import { expect, test } from '../../fixtures/test.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';
import {
  backUp,
  createScratch,
  dropScratch,
  removeBackup,
  restoreBackup,
} from '../../helpers/postgres/backup.ts';
import { connectPostgres } from '../../helpers/postgres/connect.ts';
import { dicomFile, storedAttachments } from '../../helpers/postgres/orthanc-index.ts';

test.use({ requires: ['postgres'] });

test(
  'a backup, restored into an empty database, has what was stored before it, byte for byte',
  { tag: ['@core', '@intrusive'] },
  async ({ cleanup, cluster, databaseLogin, deployment, tenant, upload }, info) => {
    test.setTimeout(2 * timeouts.rollout);
    const cronJob = tenant.database.backupCronJob ?? '';
    info.skip(cronJob === '', 'unsupported: a CronJob that dumps the database (`database.backupCronJob`)');
    const { instances } = await upload({ instances: 2 });
    const mark = crypto.randomUUID().slice(0, 8);
    const options = { cluster, tenant, run: deployment.run, cronJob };
    for (const step of ['dump', 'restore', 'remove']) {
      const job = { namespace: tenant.namespace, name: `korthweb-${step}-${mark}` };
      cleanup.add(`Job ${job.name}`, () =>
        cluster.batch.deleteNamespacedJob({ ...job, propagationPolicy: 'Background' }).catch(() => undefined),
      );
    }

    const file = await backUp(options, `korthweb-dump-${mark}`);
    const scratch = `korthweb_${mark}`;
    cleanup.add(`database ${scratch}`, () => dropScratch(cluster, tenant, scratch));
    await createScratch(cluster, tenant, scratch, databaseLogin.user);
    await restoreBackup(options, { name: `korthweb-restore-${mark}`, file, database: scratch });
    await removeBackup(options, { name: `korthweb-remove-${mark}`, file });

    await using restored = await connectPostgres({ ...databaseLogin, database: scratch });
    for (const { bytes, facts } of instances) {
      const rows = await storedAttachments(restored, facts.sopInstanceUID);
      expect(
        rows.filter(({ fileType }) => fileType === dicomFile),
        `the files of SOP Instance UID ${facts.sopInstanceUID} in the database restored from ${file}. Next: does pg_dump take large objects along?`,
      ).toMatchObject([{ storedSize: bytes.byteLength, storedSha256: facts.fileSha256 }]);
    }
  },
);
