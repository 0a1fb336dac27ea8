import { expect, test } from '../../fixtures/test.ts';
import type { Certificate } from '../../helpers/tls/certificates.ts';

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
        expect(
          state(leaf, Date.now()),
          `the certificate in ${where}, which is for ${leaf.notBefore.toISOString()} to ${leaf.notAfter.toISOString()}`,
        ).toBe('valid');
      },
    );
  });
}

function state({ notBefore, notAfter }: Certificate, now: number): string {
  if (notBefore.getTime() > now) return `not valid yet: now is ${new Date(now).toISOString()}`;
  const left = (notAfter.getTime() - now) / day;
  if (left < 0) return `expired ${(-left).toFixed(1)} days ago`;
  return left < marginDays ? `expires in ${left.toFixed(1)} days. Next: renew it` : 'valid';
}
