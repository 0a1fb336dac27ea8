import { expect, test } from '../../fixtures/test.ts';

/** Bits that NIST SP 800-131A asks for, by the key's type. */
const leastBits: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, ec: 256, ed25519: 255 };

for (const use of ['ca', 'web', 'dicom', 'database'] as const) {
  test.describe(() => {
    test.use({ requires: use === 'database' ? ['postgres-tls'] : [] });

    test(
      `the certificate's key and signature are strong [${use}]`,
      { tag: ['@core'] },
      async ({ certificateOf }) => {
        const { where, leaf } = await certificateOf(use);
        const { type, bits } = leaf.publicKey;
        expect(Object.keys(leastBits), `type of the key in ${where}`).toContain(type);
        expect(bits, `bits of the ${type} key in ${where}`).toBeGreaterThanOrEqual(leastBits[type] ?? 0);
        // Ed25519 names no digest of its own.
        expect(leaf.signatureAlgorithm, `signature of the certificate in ${where}`).toMatch(
          /SHA-(256|384|512)$|^Ed25519$/i,
        );
      },
    );
  });
}
