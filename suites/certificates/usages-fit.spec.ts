import { expect, test } from '../../fixtures/test.ts';

for (const use of ['web', 'dicom', 'database'] as const) {
  test.describe(() => {
    test.use({ requires: use === 'database' ? ['postgres-tls'] : [] });

    test(
      `the certificate may serve TLS and signs no others [${use}]`,
      { tag: ['@core'] },
      async ({ certificateOf }) => {
        const { where, leaf } = await certificateOf(use);
        expect(leaf.isCA, `whether the certificate in ${where} may sign others (basicConstraints cA)`).toBe(
          false,
        );
        expect(
          leaf.extendedKeyUsages,
          `extended key usages of ${where} (RFC 5280 §4.2.1.12 asks for serverAuth)`,
        ).toContain('serverAuth');
        expect(leaf.keyUsages, `key usages of ${where}`).toContain('digitalSignature');
      },
    );
  });
}

test('the CA may sign certificates [ca]', { tag: ['@core'] }, async ({ certificateOf }) => {
  const { where, leaf } = await certificateOf('ca');
  expect(leaf.isCA, `whether ${where} holds a CA (basicConstraints cA)`).toBe(true);
  expect(leaf.keyUsages, `key usages of the CA in ${where}`).toContain('keyCertSign');
});
