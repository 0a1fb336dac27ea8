import { expect, test } from '../../fixtures/test.ts';
import { keyMatches } from '../../helpers/tls/certificates.ts';

for (const use of ['web', 'dicom', 'database'] as const) {
  test.describe(() => {
    test.use({ requires: use === 'database' ? ['postgres-tls'] : [] });

    test(
      `the private key beside the certificate is the certificate's own [${use}]`,
      { tag: ['@core'] },
      async ({ certificateOf }) => {
        const { where, leaf, key } = await certificateOf(use);
        expect(
          keyMatches(leaf, key),
          `\`tls.key\` of ${where} is the private key of \`tls.crt\` (${leaf.subject}, serial ${leaf.serial}). ` +
            'Next: no server can serve such a pair; issue the certificate again with its key',
        ).toBe(true);
      },
    );
  });
}
