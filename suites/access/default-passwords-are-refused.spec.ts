import { expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';

/** The official image's default, and those of Orthanc's guides and demonstration servers. */
const defaults = [
  ['orthanc', 'orthanc'],
  ['admin', 'admin'],
  ['admin', 'password'],
  ['demo', 'demo'],
] as const;

for (const [user, password] of defaults) {
  test(
    `the well-known login ${user}:${password} is refused [${user}-${password}]`,
    { tag: ['@core'] },
    async ({ web, openWeb, denial }) => {
      const guesser = openWeb({ auth: { user, password } });
      await denial({
        what: `GET /system as ${user} with a well-known password`,
        attempt: () => guesser.request({ path: '/system' }),
        expect: httpRefusal(401),
        controls: [
          {
            what: 'GET /system with the credentials of the Secret is 200',
            attempt: async () => expect((await web.request({ path: '/system' })).status).toBe(200),
          },
        ],
      });
    },
  );
}
