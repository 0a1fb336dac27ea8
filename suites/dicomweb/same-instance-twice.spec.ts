import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { searchInstances } from '../../helpers/dicomweb/qido.ts';
import { retrieve } from '../../helpers/dicomweb/wado.ts';

test(
  'the same instance stored twice, also in one request, is one instance',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload();
    const [{ bytes, facts }] = instances;
    const { status, failed } = await storeAsModality(web, [bytes, bytes]);
    expect({ status, failed }, 'what STOW-RS answered').toEqual({ status: 200, failed: [] });
    expect(await searchInstances(web, { studyInstanceUID }), 'instances that QIDO-RS finds').toHaveLength(1);
    const retrieved = (await retrieve(web, { studyInstanceUID })).map((one) => one.facts);
    expect(retrieved, 'what WADO-RS returns for the study').toEqual([facts]);
  },
);
