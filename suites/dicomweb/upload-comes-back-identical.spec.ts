import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';

test(
  'a study stored by STOW-RS is found by QIDO-RS and comes back by WADO-RS, byte for byte',
  { tag: ['@smoke', '@core'], annotation: exercisesWebRoute },
  async ({ web, cleanup }) => {
    const { studyInstanceUID, instances } = makeStudy();
    const [{ bytes, facts }] = instances;
    cleanup.study(studyInstanceUID);

    const { status, stored, failed } = await storeAsModality(web, [bytes]);
    expect({ status, failed }, 'what STOW-RS answered').toEqual({ status: 200, failed: [] });
    expect(stored, 'the instances that STOW-RS lists as stored (0008,1199)').toMatchObject([
      { sopClassUID: facts.sopClassUID, sopInstanceUID: facts.sopInstanceUID, warningReason: undefined },
    ]);

    const found = await searchInstances(web, { studyInstanceUID });
    expect(
      found.map((one) => string(one, '00080018')),
      'the SOP Instance UIDs that QIDO-RS finds in the study',
    ).toEqual([facts.sopInstanceUID]);

    const retrieved = await retrieveInstance(web, facts);
    expect(retrieved.facts, 'what WADO-RS returned, beside what was stored').toEqual(facts);
  },
);
