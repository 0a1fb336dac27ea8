import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { retrieve } from '../../helpers/dicomweb/wado.ts';

test(
  'an instance is never replaced by another of the same UID with other pixels',
  {
    tag: ['@core'],
    annotation: knownDeviation({
      asks: 'that what was not stored is listed as failed or with a warning (PS3.18 §10.5.3)',
      does: 'answers 200, lists it as stored, and silently keeps the first',
    }),
  },
  async ({ web, upload }) => {
    const { studyInstanceUID, patientID, patientName, instances } = await upload();
    const [{ facts }] = instances;
    const { seriesInstanceUID, sopInstanceUID } = facts;
    const same = { studyInstanceUID, seriesInstanceUID, sopInstanceUID, patientID, patientName };
    const other = makeInstance(same);

    const { status, stored, failed } = await storeAsModality(web, [other.bytes]);
    expect({ status, failed }, 'what STOW-RS answered to the second').toEqual({ status: 200, failed: [] });
    expect(stored, 'what it lists as stored').toMatchObject([{ sopInstanceUID, warningReason: undefined }]);

    const kept = await retrieve(web, { studyInstanceUID });
    expect(
      kept.map((one) => one.facts.pixelSha256),
      `SHA-256 of the pixels kept; the second's are ${other.facts.pixelSha256}. Next: look at \`OverwriteInstances\``,
    ).toEqual([facts.pixelSha256]);
  },
);
