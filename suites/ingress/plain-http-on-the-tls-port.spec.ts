import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { attemptHttp, resetRefusal } from '../../helpers/http/attempt.ts';
import { openHttp } from '../../helpers/http/client.ts';

/** What an ingress does with plaintext on its TLS port is its own. */
const ingresses = [
  { feature: 'traefik', answer: '404', refusal: undefined },
  { feature: 'istio', answer: 'a reset', refusal: resetRefusal },
] as const;

for (const { feature, answer, refusal } of ingresses) {
  test.describe(() => {
    test.use({ requires: [feature] });

    test(
      `plain HTTP on the HTTPS port is ${answer}, whatever its Host and credentials [${feature}]`,
      { tag: ['@core'], annotation: exercisesWebRoute },
      async ({ web, addresses, tenant, credentials, denial }) => {
        const { host, port } = tenant.web;
        await using plain = openHttp({ host, address: addresses.web, port, auth: credentials });
        const what = `GET http://${host}:${port}/system with the right credentials`;
        const secure = async (): Promise<void> =>
          expect((await web.request({ path: '/system' })).status).toBe(200);
        const controls = [{ what: 'the same over HTTPS is 200', attempt: secure }] as const;
        const request = { path: '/system' };
        if (refusal) {
          await denial({ what, attempt: () => attemptHttp(plain, request), expect: refusal, controls });
        } else {
          await denial({ what, attempt: () => plain.request(request), expect: httpRefusal(404), controls });
        }
      },
    );
  });
}
