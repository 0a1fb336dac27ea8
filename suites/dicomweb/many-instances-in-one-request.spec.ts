import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, test } from '../../fixtures/test.ts';
import { retrieve } from '../../helpers/dicomweb/wado.ts';

test(
  'STOW-RS stores 50 instances of one request, lists every one, and they come back byte for byte',
  { tag: ['@core'] },
  async ({ web, cleanup }) => {
    const { studyInstanceUID, instances } = makeStudy({ series: 2, instances: 25, rows: 16, columns: 16 });
    cleanup.study(studyInstanceUID);
    const sent = instances.map(({ bytes }) => bytes);
    const { status, stored, failed } = await storeAsModality(web, sent);
    expect({ status, failed }, 'what STOW-RS answered').toEqual({ status: 200, failed: [] });
    expect(
      stored.map(({ sopInstanceUID }) => sopInstanceUID),
      'the instances listed as stored (0008,1199)',
    ).toEqual(instances.map(({ facts }) => facts.sopInstanceUID));
    const hashes = (await retrieve(web, { studyInstanceUID })).map(({ facts }) => facts.fileSha256);
    expect(hashes.toSorted(), 'SHA-256 of the files that come back').toEqual(
      instances.map(({ facts }) => facts.fileSha256).toSorted(),
    );
  },
);
