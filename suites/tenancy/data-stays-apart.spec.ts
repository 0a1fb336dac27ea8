import { expect, test } from '../../fixtures/test.ts';
import { searchStudies } from '../../helpers/dicomweb/qido.ts';
import { resourcePath } from '../../helpers/dicomweb/paths.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { find } from '../../helpers/dimse/find.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { countInstances } from '../../helpers/postgres/orthanc-index.ts';

test.use({ requires: ['multi-tenant'] });

const seen = "a study of this tenant, by its own clients, by the other tenant's, and by its own again";

test(
  'a search by the other tenant does not find what is stored here [QIDO]',
  { tag: ['@core'] },
  async ({ upload, web, other }) => {
    const { studyInstanceUID, patientID } = await upload();
    const count = async (http: typeof web): Promise<number[]> => [
      (await searchStudies(http, { StudyInstanceUID: studyInstanceUID })).length,
      (await searchStudies(http, { PatientID: patientID })).length,
    ];
    expect([await count(web), await count(other.web), await count(web)], seen).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
    ]);
  },
);

test(
  'the other tenant cannot retrieve what is stored here [WADO]',
  { tag: ['@core'] },
  async ({ upload, web, other, denial }) => {
    const { studyInstanceUID } = await upload();
    const path = `${resourcePath({ studyInstanceUID })}/metadata`;
    await denial({
      what: `GET ${path} of tenant ${other.tenant.name}`,
      attempt: () => other.web.request({ path }),
      expect: httpRefusal(404),
      controls: [
        {
          what: 'the same here is 200',
          attempt: async () => expect((await web.request({ path })).status).toBe(200),
        },
      ],
    });
  },
);

test(
  'a C-FIND of the other tenant does not find what is stored here [C-FIND]',
  { tag: ['@core'] },
  async ({ upload, callers, otherCallers }) => {
    const { studyInstanceUID } = await upload();
    const count = async (asked: typeof callers): Promise<number> => {
      const query = { level: 'STUDY', keys: { StudyInstanceUID: studyInstanceUID } } as const;
      return requireSuccess('C-FIND', await find(asked.known(), query)).matches.length;
    };
    expect([await count(callers), await count(otherCallers), await count(callers)], seen).toEqual([1, 0, 1]);
  },
);

test(
  "the other tenant's database has no row of what is stored here [SQL]",
  { tag: ['@core'] },
  async ({ upload, database, otherDatabase }) => {
    const { instances } = await upload();
    const { sopInstanceUID } = instances[0].facts;
    const count = (asked: typeof database): Promise<number> => countInstances(asked, sopInstanceUID);
    expect([await count(database), await count(otherDatabase), await count(database)], seen).toEqual([
      1, 0, 1,
    ]);
  },
);
