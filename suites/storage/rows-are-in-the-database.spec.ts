import { expect, test } from '../../fixtures/test.ts';
import { dicomFile, storedAttachments } from '../../helpers/postgres/orthanc-index.ts';

test.use({ requires: ['postgres'] });

test(
  'what was sent is in PostgreSQL: one instance in the index, and its file byte for byte',
  { tag: ['@smoke', '@core'] },
  async ({ upload, database, tenant }) => {
    const { instances } = await upload({ instances: 2 });
    for (const { bytes, facts } of instances) {
      const rows = await storedAttachments(database, facts.sopInstanceUID);
      const files = rows.filter(({ fileType }) => fileType === dicomFile);
      expect(
        files,
        `the files that database ${tenant.database.database} has of SOP Instance UID ${facts.sopInstanceUID}`,
      ).toMatchObject([
        { indexedSize: bytes.byteLength, storedSize: bytes.byteLength, storedSha256: facts.fileSha256 },
      ]);
    }
  },
);
