import { expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { describeOutcome, handshake, type HandshakeOutcome } from '../../helpers/tls/handshake.ts';

test.use({ requires: ['multi-tenant'] });

for (const use of ['web', 'dicom'] as const) {
  test(
    `a client that trusts the other tenant's CA alone does not trust this tenant [${use}]`,
    { tag: ['@core'] },
    async ({ addresses, tenant, other, ca, denial }) => {
      const target = { host: addresses[use], port: tenant[use].port };
      const servername = tenant[use].host;
      await denial({
        what: `a verified handshake with ${servername} by a client of ${other.tenant.name}`,
        attempt: () => handshake(target, { servername, ca: other.ca }),
        expect: kindRefusal<HandshakeOutcome>('untrusted'),
        controls: [
          {
            what: 'the same by a client of its own',
            attempt: async () =>
              expect(describeOutcome(await handshake(target, { servername, ca }))).toMatch(/^connected/),
          },
        ],
      });
    },
  );
}
