import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { DicomJson, string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchStudies } from '../../helpers/dicomweb/qido.ts';
import { json } from '../../helpers/http/response.ts';

test(
  'the answers of STOW-RS and QIDO-RS are in UTF-8, and say so',
  { tag: ['@core'] },
  async ({ web, cleanup }) => {
    const { studyInstanceUID, instances } = makeStudy({
      patientName: 'Äneas^Rüdiger',
      charset: 'ISO_IR 100',
    });
    cleanup.study(studyInstanceUID);
    const { response } = await storeAsModality(web, [instances[0].bytes]);
    const [found = {}] = await searchStudies(web, { StudyInstanceUID: studyInstanceUID });
    expect(
      {
        'STOW-RS': string(json(response, DicomJson), '00080005'),
        'QIDO-RS': string(found, '00080005'),
      },
      // PS3.18 §F.2: DICOM JSON is in UTF-8.
      "Specific Character Set (0008,0005) of the answers. Next: look at `DefaultEncoding` in Orthanc's configuration",
    ).toEqual({ 'STOW-RS': 'ISO_IR 192', 'QIDO-RS': 'ISO_IR 192' });
  },
);
