import { exercises, expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import type { Feature } from '../../helpers/model/approach.ts';
import { describeOutcome, handshake, type HandshakeOutcome } from '../../helpers/tls/handshake.ts';

/** Traefik names the reason (RFC 6066 §3); Envoy has nothing to serve, and resets the connection. */
const refusalOf = (features: readonly Feature[]) =>
  features.includes('traefik')
    ? kindRefusal<HandshakeOutcome>('alert', { alert: 'unrecognized_name' })
    : kindRefusal<HandshakeOutcome>('reset');

for (const [label, servername] of [
  ['another name', () => 'nowhere.example.org'],
  ['a subdomain', (name: string) => `other.${name}`],
  ['none', (): false => false],
] as const) {
  test(
    `HTTPS refuses a server name that is no tenant's [${label}]`,
    {
      tag: ['@core'],
      annotation: exercises('TLSOption/default', 'TLSOption/orthweb-tls-option', 'Gateway/web-gw'),
    },
    async ({ approach, addresses, tenant, ca, denial }) => {
      const { host, port } = tenant.web;
      const target = { host: addresses.web, port };
      const wrong = servername(host);
      await denial({
        what: `TLS handshake with ${target.host}:${port} and ${wrong === false ? 'no server name' : `server name ${wrong}`}`,
        attempt: () => handshake(target, { servername: wrong, verify: false }),
        expect: refusalOf(approach.features),
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
