import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { countInstances } from '../../helpers/postgres/orthanc-index.ts';

test.use({ requires: ['postgres'] });

test(
  'of two instances with the same UIDs and other pixels, the first is kept, whichever replica is sent the second',
  {
    tag: ['@core'],
    annotation: knownDeviation({
      asks: 'that an instance which is not stored be in the Failed SOP Sequence, with HTTP 202 or 409 (PS3.18 §10.5.3)',
      does: 'answers 200 and lists it as stored, and keeps the first',
    }),
  },
  async ({ openReplicas, upload, cleanup, database }) => {
    const { instances } = await upload();
    const [{ facts }] = instances;
    for (const { name, http } of await openReplicas()) {
      const other = makeInstance({ ...facts });
      cleanup.study(other.facts.studyInstanceUID);
      expect(other.facts.pixelSha256, 'the pixels of the second instance').not.toBe(facts.pixelSha256);
      const { status, failed } = await storeAsModality(http, [other.bytes]);
      expect({ status, failed }, `the answer of ${name} to the second instance`).toEqual({
        status: 200,
        failed: [],
      });
      const kept = await retrieveInstance(http, facts);
      expect(kept.facts, `what ${name} returns, beside the first instance`).toEqual(facts);
    }
    expect(await countInstances(database, facts.sopInstanceUID), 'instances of this UID in the index').toBe(
      1,
    );
  },
);
