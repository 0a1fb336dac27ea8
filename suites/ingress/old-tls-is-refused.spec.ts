import { exercises, expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';
import { oldVersionHandshake } from '../../helpers/tls/old-version.ts';

for (const entry of ['web', 'dicom'] as const) {
  for (const version of ['TLSv1', 'TLSv1.1'] as const) {
    test.describe(() => {
      test.use({ requires: entry === 'dicom' ? ['dicom-tls'] : [] });

      test(
        `a client that offers only ${version} gets the alert protocol_version [${entry} ${version}]`,
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
          await denial({
            what: `${what} with ${version} only`,
            attempt: () => oldVersionHandshake(target, version, options),
            expect: kindRefusal('alert', { alert: 'protocol_version' }),
            controls: [
              {
                what: `${what} with TLS 1.2 connects and verifies`,
                attempt: async () =>
                  expect(
                    describeOutcome(await handshake(target, { ...options, maxVersion: 'TLSv1.2' })),
                  ).toMatch(/^connected/),
              },
            ],
          });
        },
      );
    });
  }
}
