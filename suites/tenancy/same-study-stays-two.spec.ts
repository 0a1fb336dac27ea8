import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { retrieveMetadata } from '../../helpers/dicomweb/wado.ts';
import { deleteStudy } from '../../helpers/orthanc/rest.ts';

test.use({ requires: ['multi-tenant'] });

test(
  'a study of the same StudyInstanceUID in both tenants stays two, each with its own patient',
  { tag: ['@core'] },
  async ({ upload, web, other }) => {
    const own = await upload({ patientName: 'Here^Patient' });
    const { studyInstanceUID } = own;
    const theirs = makeStudy({ studyInstanceUID, patientName: 'There^Patient' });
    await using undo = new AsyncDisposableStack();
    undo.defer(async () => void (await deleteStudy(other.web, studyInstanceUID)));
    const { status } = await storeAsModality(
      other.web,
      theirs.instances.map(({ bytes }) => bytes),
    );
    expect(status, `STOW-RS to ${other.tenant.name}`).toBe(200);
    const names = async (http: typeof web): Promise<string[]> => {
      const metadata = await retrieveMetadata(http, { studyInstanceUID });
      return metadata.map((instance) => JSON.stringify(instance['00100010']?.Value));
    };
    expect(
      { here: await names(web), there: await names(other.web) },
      `patients of study ${studyInstanceUID}, stored once in each tenant`,
    ).toEqual({ here: ['[{"Alphabetic":"Here^Patient"}]'], there: ['[{"Alphabetic":"There^Patient"}]'] });
  },
);
