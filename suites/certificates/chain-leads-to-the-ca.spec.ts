import { expect, test } from '../../fixtures/test.ts';
import { verifyChain } from '../../helpers/tls/verify-chain.ts';

for (const use of ['web', 'dicom', 'database'] as const) {
  test.describe(() => {
    test.use({ requires: use === 'database' ? ['postgres-tls'] : [] });

    test(
      `the certificate's signatures lead to the tenant's CA [${use}]`,
      { tag: ['@core'] },
      async ({ certificateOf }) => {
        const { where, leaf, intermediates } = await certificateOf(use);
        const authority = await certificateOf('ca');
        // When it is valid is another check's matter: here at a time when it is.
        const problems = verifyChain([leaf, ...intermediates], authority.leaf, leaf.notAfter);
        expect(
          problems
            .filter(({ kind }) => kind !== 'expired' && kind !== 'not-yet-valid')
            .map(({ message }) => message),
          `what is wrong on the way from ${where} to the CA in ${authority.where}`,
        ).toEqual([]);
      },
    );
  });
}
