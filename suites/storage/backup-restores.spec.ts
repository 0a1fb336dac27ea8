import { restoredBackup } from '../../fixtures/restored-backup.ts';
import { expect, test } from '../../fixtures/test.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';
import { dicomFile, storedAttachments } from '../../helpers/postgres/orthanc-index.ts';

test.use({ requires: ['postgres'] });

test(
  'a backup, restored into an empty database, has what was stored before it, byte for byte',
  { tag: ['@core', '@intrusive'] },
  async ({ cleanup, cluster, databaseLogin, deployment: { run }, tenant, upload }, info) => {
    test.setTimeout(2 * timeouts.rollout);
    const cronJob = tenant.database.backupCronJob ?? '';
    info.skip(cronJob === '', 'unsupported: a CronJob that dumps the database (`database.backupCronJob`)');
    const { instances } = await upload({ instances: 2 });
    const { file, database } = await restoredBackup(
      { cleanup, cluster, databaseLogin, run, tenant },
      cronJob,
    );
    await using restored = database;
    for (const { bytes, facts } of instances) {
      const rows = await storedAttachments(restored, facts.sopInstanceUID);
      expect(
        rows.filter(({ fileType }) => fileType === dicomFile),
        `the files of SOP Instance UID ${facts.sopInstanceUID} in the database restored from ${file}. Next: does pg_dump take large objects along?`,
      ).toMatchObject([{ storedSize: bytes.byteLength, storedSha256: facts.fileSha256 }]);
    }
  },
);
