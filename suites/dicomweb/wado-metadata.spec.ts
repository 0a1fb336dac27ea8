import { expect, test } from '../../fixtures/test.ts';
import { personName, string } from '../../helpers/dicomweb/dicom-json.ts';
import { retrieveMetadata } from '../../helpers/dicomweb/wado.ts';

test(
  'WADO-RS metadata has the elements of every instance, and pixels by reference only',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload({ instances: 2 });
    const metadata = await retrieveMetadata(web, { studyInstanceUID });
    const read = metadata.map((one) => ({
      studyInstanceUID: string(one, '0020000D'),
      seriesInstanceUID: string(one, '0020000E'),
      sopInstanceUID: string(one, '00080018'),
      sopClassUID: string(one, '00080016'),
      patientID: string(one, '00100020'),
      patientName: personName(one, '00100010'),
      rows: Number(string(one, '00280010')),
      columns: Number(string(one, '00280011')),
      pixels: Object.keys(one['7FE00010'] ?? {}).toSorted(),
    }));
    const expected = instances.map(({ facts }) =>
      expect.objectContaining({
        studyInstanceUID,
        seriesInstanceUID: facts.seriesInstanceUID,
        sopInstanceUID: facts.sopInstanceUID,
        sopClassUID: facts.sopClassUID,
        patientID: facts.patientID,
        patientName: facts.patientName,
        rows: facts.rows,
        columns: facts.columns,
        pixels: ['BulkDataURI', 'vr'],
      }),
    );
    expect(read, 'the metadata of the study').toHaveLength(2);
    expect(read, 'the metadata of the study').toEqual(expect.arrayContaining(expected));
  },
);
