import { exercises, expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { openHttp } from '../../helpers/http/client.ts';

// What an ingress does with plaintext there is its own: others close the connection.
test.use({ requires: ['traefik'] });

test(
  'plain HTTP on the HTTPS port is 404, whatever its Host and credentials',
  { tag: ['@core'], annotation: exercises('IngressRoute/web-ingressroute') },
  async ({ web, addresses, tenant, credentials, denial }) => {
    const { host, port } = tenant.web;
    await using plain = openHttp({ host, address: addresses.web, port, auth: credentials });
    await denial({
      what: `GET http://${host}:${port}/system with the right credentials`,
      attempt: () => plain.request({ path: '/system' }),
      expect: httpRefusal(404),
      controls: [
        {
          what: 'the same over HTTPS is 200',
          attempt: async () => expect((await web.request({ path: '/system' })).status).toBe(200),
        },
      ],
    });
  },
);
