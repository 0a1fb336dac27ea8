import { expect, test } from '../../fixtures/test.ts';
import type { TransferSyntaxName } from '../../helpers/dicom/transfer-syntaxes.ts';
import { sha256 } from '../../helpers/dicom/sha256.ts';
import { retrieveFrames, retrieveInstance } from '../../helpers/dicomweb/wado.ts';

const names: readonly TransferSyntaxName[] = [
  'implicitLittleEndian',
  'explicitLittleEndian',
  'deflatedExplicitLittleEndian',
  'rleLossless',
];

for (const transferSyntax of names) {
  test(
    `an instance stays in the transfer syntax it was sent in, to the byte [${transferSyntax}]`,
    { tag: ['@core'] },
    async ({ web, upload }) => {
      const { instances } = await upload({ transferSyntax });
      const [{ facts, frames }] = instances;
      const retrieved = (await retrieveInstance(web, facts)).facts;
      expect(retrieved.transferSyntaxUID, 'the transfer syntax of what comes back with `*`').toBe(
        facts.transferSyntaxUID,
      );
      expect(retrieved, 'what comes back with `*`').toEqual(facts);
      const [frame] = await retrieveFrames(web, facts, [1]);
      expect(sha256(frame ?? new Uint8Array()), 'SHA-256 of its uncompressed frame').toBe(sha256(...frames));
    },
  );
}
