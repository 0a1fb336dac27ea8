import { exercises, expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';

// Other ingresses close the connection instead of naming the reason.
test.use({ requires: ['traefik'] });

for (const [label, servername] of [
  ['another name', () => 'nowhere.example.org'],
  ['a subdomain', (name: string) => `other.${name}`],
  ['none', (): false => false],
] as const) {
  test(
    `HTTPS refuses a server name that is no tenant's with the alert unrecognized_name [${label}]`,
    { tag: ['@core'], annotation: exercises('TLSOption/default', 'TLSOption/orthweb-tls-option') },
    async ({ addresses, tenant, ca, denial }) => {
      const { host, port } = tenant.web;
      const target = { host: addresses.web, port };
      const wrong = servername(host);
      await denial({
        what: `TLS handshake with ${target.host}:${port} and ${wrong === false ? 'no server name' : `server name ${wrong}`}`,
        attempt: () => handshake(target, { servername: wrong, verify: false }),
        // RFC 6066 §3
        expect: kindRefusal('alert', { alert: 'unrecognized_name' }),
        controls: [
          {
            what: `the same with server name ${host} connects and verifies`,
            attempt: async () =>
              expect(describeOutcome(await handshake(target, { servername: host, ca }))).toMatch(
                /^connected/,
              ),
          },
        ],
      });
    },
  );
}
