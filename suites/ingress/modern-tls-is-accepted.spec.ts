import { exercises, expect, test } from '../../fixtures/test.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';

for (const entry of ['web', 'dicom'] as const) {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test.describe(() => {
      test.use({ requires: entry === 'dicom' ? ['dicom-tls'] : [] });

      test(
        `a client that offers only ${version} connects, with forward secrecy [${entry} ${version}]`,
        {
          tag: ['@core'],
          annotation: exercises(
            'TLSOption/orthweb-tls-option',
            'TLSOption/dicom-tls-option',
            'Gateway/web-gw',
            'Gateway/dcm-gw',
          ),
        },
        async ({ tlsEntries }) => {
          const { what, target, options } = tlsEntries[entry];
          const outcome = await handshake(target, { ...options, minVersion: version, maxVersion: version });
          expect(describeOutcome(outcome), `${what} with ${version} only`).toMatch(
            // BCP 195: an ephemeral key exchange, which every suite of TLS 1.3 has.
            version === 'TLSv1.3' ? /^connected with TLSv1\.3/ : /^connected with TLSv1\.2, (ECDHE|DHE)-/,
          );
        },
      );
    });
  }
}
