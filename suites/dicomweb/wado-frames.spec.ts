import { expect, test } from '../../fixtures/test.ts';
import { sha256 } from '../../helpers/dicom/sha256.ts';
import { retrieveFrames, retrieveInstance } from '../../helpers/dicomweb/wado.ts';

for (const transferSyntax of ['explicitLittleEndian', 'rleLossless'] as const) {
  test(
    `WADO-RS returns single frames of a multi-frame object, in the order asked for, uncompressed [${transferSyntax}]`,
    { tag: ['@core'] },
    async ({ web, upload }) => {
      const { instances } = await upload({ frames: 4, transferSyntax });
      const [{ facts, frames }] = instances;
      const expected = [frames[2], frames[0]].map((frame) => sha256(frame ?? new Uint8Array()));

      const retrieved = await retrieveFrames(web, facts, [3, 1]);
      expect(
        retrieved.map((frame) => sha256(frame)),
        'SHA-256 of frames 3 and 1',
      ).toEqual(expected);
      const whole = await retrieveInstance(web, facts);
      expect(whole.facts, 'the multi-frame file as a whole').toEqual(facts);
    },
  );
}
