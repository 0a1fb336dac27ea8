import { exercises, expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';

/** By what is weak about them, as OpenSSL calls them; each with both kinds of server key. */
const weak = [
  ['no forward secrecy', 'AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA'],
  ['no authenticated encryption', 'ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES256-SHA'],
] as const;
const strong = 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256';

for (const entry of ['web', 'dicom'] as const) {
  for (const [label, ciphers] of weak) {
    test.describe(() => {
      test.use({ requires: entry === 'dicom' ? ['dicom-tls'] : [] });

      test(
        `TLS 1.2 with weak ciphers only gets the alert handshake_failure [${entry}, ${label}]`,
        {
          tag: ['@core'],
          annotation: exercises(
            'TLSOption/orthweb-tls-option',
            'TLSOption/dicom-tls-option',
            'Gateway/web-gw',
            'Gateway/dcm-gw',
          ),
        },
        async ({ tlsEntries, denial }) => {
          const { what, target, options } = tlsEntries[entry];
          const offer = (suites: string) =>
            handshake(target, { ...options, maxVersion: 'TLSv1.2', ciphers: `${suites}:@SECLEVEL=0` });
          await denial({
            what: `${what} with TLS 1.2 and ${ciphers}`,
            attempt: () => offer(ciphers),
            // RFC 5246 §7.2.2: no acceptable set of security parameters
            expect: kindRefusal('alert', { alert: 'handshake_failure' }),
            controls: [
              {
                what: `the same with ${strong} connects and verifies`,
                attempt: async () => expect(describeOutcome(await offer(strong))).toMatch(/^connected/),
              },
            ],
          });
        },
      );
    });
  }
}
