import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { store } from '../../helpers/dicomweb/stow.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

test(
  'a part whose type is not DICOM is not stored, though STOW-RS says 200',
  {
    tag: ['@core'],
    annotation: knownDeviation({
      asks: 'for 415 or 409, and for what was not stored to be listed (PS3.18 §10.5.3)',
      does: 'answers 200, lists nothing and stores nothing',
    }),
  },
  async ({ web, cleanup }) => {
    const { bytes, facts } = makeInstance();
    cleanup.study(facts.studyInstanceUID);
    const { status, stored, failed } = await store(web, [{ contentType: 'image/png', body: bytes }]);
    expect({ status, stored, failed }, 'what STOW-RS answered').toEqual({
      status: 200,
      stored: [],
      failed: [],
    });
    expect(await lookup(web, facts.sopInstanceUID), 'what was stored all the same').toEqual([]);
  },
);
