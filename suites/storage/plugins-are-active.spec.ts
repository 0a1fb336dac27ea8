import { expect, test } from '../../fixtures/test.ts';
import { plugins, system } from '../../helpers/orthanc/rest.ts';

test.use({ requires: ['postgres'] });

test(
  'every replica keeps its index and its files in PostgreSQL',
  { tag: ['@smoke', '@core'] },
  async ({ openReplicas }) => {
    for (const { name, http } of await openReplicas()) {
      const [said, loaded] = await Promise.all([system(http), plugins(http)]);
      const next = 'Next: look at `PostgreSQL.EnableIndex` and `EnableStorage` in its configuration';
      expect(
        said.DatabaseBackendPlugin ?? 'Orthanc itself',
        `what keeps the index of ${name}, by its /system. ${next}`,
      ).toMatch(/PostgreSQL/);
      expect(
        said.StorageAreaPlugin ?? 'Orthanc itself',
        `what keeps the files of ${name}, by its /system. ${next}`,
      ).toMatch(/PostgreSQL/);
      expect(loaded, `the plugins of ${name}`).toEqual(
        expect.arrayContaining(['postgresql-index', 'postgresql-storage']),
      );
    }
  },
);
