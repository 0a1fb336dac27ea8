import { expect, test } from '../../fixtures/test.ts';

for (const use of ['web', 'dicom', 'database'] as const) {
  test.describe(() => {
    test.use({ requires: use === 'database' ? ['postgres-tls'] : [] });

    test(
      `the certificate is for exactly the names that clients use [${use}]`,
      { tag: ['@core'] },
      async ({ certificateOf }) => {
        const { where, leaf, sans } = await certificateOf(use);
        expect(leaf.sans.toSorted(), `subject alternative names of the certificate in ${where}`).toEqual(
          sans.toSorted(),
        );
      },
    );
  });
}
