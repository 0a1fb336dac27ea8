import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';

const megabytes = 50;

test(
  `an instance of ${megabytes} MB is stored and comes back byte for byte`,
  { tag: ['@extended'] },
  async ({ web, cleanup }) => {
    const { studyInstanceUID, instances } = makeStudy({ pixelBytes: megabytes * 1_000_000 });
    const [{ bytes, facts }] = instances;
    cleanup.study(studyInstanceUID);
    const { status, stored } = await storeAsModality(web, [bytes]);
    expect({ status, stored: stored.length }, 'what STOW-RS answered').toEqual({ status: 200, stored: 1 });
    const retrieved = (await retrieveInstance(web, facts)).facts;
    expect(retrieved, `what WADO-RS returned of ${bytes.length} bytes`).toEqual(facts);
  },
);
