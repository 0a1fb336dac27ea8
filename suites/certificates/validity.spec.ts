import { expect, test } from '../../fixtures/test.ts';

const day = 86_400_000;
/** Long enough to notice and to renew; cert-manager renews a 90-day certificate 30 days before its end. */
const marginDays = 14;

for (const use of ['ca', 'web', 'dicom', 'database'] as const) {
  test.describe(() => {
    test.use({ requires: use === 'database' ? ['postgres-tls'] : [] });

    test(
      `the certificate is valid now and for ${marginDays} more days [${use}]`,
      { tag: ['@core'] },
      async ({ certificateOf }) => {
        const { where, leaf } = await certificateOf(use);
        const span = `the certificate in ${where} is valid from ${leaf.notBefore.toISOString()} to ${leaf.notAfter.toISOString()}`;
        const now = Date.now();
        expect(leaf.notBefore.getTime(), `${span}: it is valid already`).toBeLessThanOrEqual(now);
        expect(leaf.notAfter.getTime(), `${span}: it has not expired`).toBeGreaterThan(now);
        expect(
          Math.floor((leaf.notAfter.getTime() - now) / day),
          `${span}: days left. Next: renew it`,
        ).toBeGreaterThanOrEqual(marginDays);
      },
    );
  });
}
