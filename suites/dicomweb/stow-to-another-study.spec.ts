import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { expect, test } from '../../fixtures/test.ts';
import { processingFailure, store } from '../../helpers/dicomweb/stow.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

test(
  'STOW-RS to a study refuses an instance of another with 409, lists it as failed, and stores nothing',
  { tag: ['@core'] },
  async ({ web, cleanup, upload }) => {
    const { studyInstanceUID } = await upload();
    const { bytes, facts } = makeInstance();
    cleanup.study(facts.studyInstanceUID);
    const { status, stored, failed } = await store(web, [bytes], { studyInstanceUID });
    expect({ status, stored }, 'what STOW-RS answered').toEqual({ status: 409, stored: [] });
    expect(failed, 'the instances listed as failed (0008,1198)').toEqual([
      {
        sopClassUID: facts.sopClassUID,
        sopInstanceUID: facts.sopInstanceUID,
        failureReason: processingFailure,
      },
    ]);
    expect(await lookup(web, facts.sopInstanceUID), 'what was stored all the same').toEqual([]);
  },
);
