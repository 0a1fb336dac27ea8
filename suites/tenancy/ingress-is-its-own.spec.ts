import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { httpRefusal, kindRefusal } from '../../helpers/denial/refusal.ts';
import { describeOutcome, handshake, type HandshakeOutcome } from '../../helpers/tls/handshake.ts';

test.use({ requires: ['multi-tenant'] });

test(
  "this tenant's address does not answer to the other tenant's name [server name]",
  { tag: ['@core'], annotation: exercisesWebRoute },
  async ({ addresses, tenant, other, ca, denial }) => {
    const target = { host: addresses.web, port: tenant.web.port };
    const servername = other.tenant.web.host;
    await denial({
      what: `TLS handshake with ${target.host}:${target.port} and server name ${servername}`,
      attempt: () => handshake(target, { servername, verify: false }),
      expect: kindRefusal<HandshakeOutcome>('reset'),
      controls: [
        {
          what: `the same with server name ${tenant.web.host} connects and verifies`,
          attempt: async () => {
            const own = await handshake(target, { servername: tenant.web.host, ca });
            expect(describeOutcome(own)).toMatch(/^connected/);
          },
        },
      ],
    });
  },
);

test(
  "the other tenant's Host over a connection to this one is 404 [Host]",
  { tag: ['@core'], annotation: exercisesWebRoute },
  async ({ web, tenant, other, denial }) => {
    await denial({
      what: `GET /system with Host ${other.tenant.web.host} and server name ${tenant.web.host}`,
      attempt: () => web.request({ path: '/system', headers: { host: other.tenant.web.host } }),
      expect: httpRefusal(404),
      controls: [
        {
          what: `the same with Host ${tenant.web.host} is 200`,
          attempt: async () => expect((await web.request({ path: '/system' })).status).toBe(200),
        },
      ],
    });
  },
);

test(
  "the other tenant's credentials are 401 here, and 200 there [credentials]",
  { tag: ['@core'] },
  async ({ openWeb, web, other, denial }) => {
    const stranger = openWeb({ auth: other.credentials });
    await denial({
      what: `GET /system with the credentials of ${other.tenant.name}`,
      attempt: () => stranger.request({ path: '/system' }),
      expect: httpRefusal(401),
      controls: [
        {
          what: 'the same with credentials of its own is 200',
          attempt: async () => expect((await web.request({ path: '/system' })).status).toBe(200),
        },
        {
          what: `the same at ${other.tenant.web.host} is 200`,
          attempt: async () => expect((await other.web.request({ path: '/system' })).status).toBe(200),
        },
      ],
    });
  },
);

test(
  'tenants are reached at addresses of their own, and serve certificates of their own [addresses]',
  { tag: ['@core'] },
  async ({ addresses, tenant, other }) => {
    expect(addresses.web, `the address of ${tenant.name} beside that of ${other.tenant.name}`).not.toBe(
      other.addresses.web,
    );
    const served = async (host: string, servername: string): Promise<string> => {
      const outcome = await handshake({ host, port: tenant.web.port }, { servername, verify: false });
      if (outcome.kind !== 'connected') throw new Error(`${servername}: ${describeOutcome(outcome)}`);
      return outcome.chain[0]?.sha256 ?? 'none';
    };
    expect(
      await served(addresses.web, tenant.web.host),
      'SHA-256 of the certificate served here, beside that served there',
    ).not.toBe(await served(other.addresses.web, other.tenant.web.host));
  },
);
