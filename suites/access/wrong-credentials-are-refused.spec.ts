import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../fixtures/secrets.ts';
import { expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';

type Change = (right: Credentials) => Credentials;

const wrong: readonly (readonly [label: string, path: string, change: Change])[] = [
  ['system, other password', '/system', ({ user }) => ({ user, password: randomUUID() })],
  ['system, no password', '/system', ({ user }) => ({ user, password: '' })],
  ['system, longer password', '/system', ({ user, password }) => ({ user, password: `${password}x` })],
  ['system, other user', '/system', ({ password }) => ({ user: 'nobody', password })],
  ['dicomweb', '/dicom-web/studies?limit=1', ({ user }) => ({ user, password: randomUUID() })],
  ['explorer', '/app/explorer.html', ({ user }) => ({ user, password: randomUUID() })],
];

for (const [label, path, change] of wrong) {
  test(
    `wrong credentials are 401, the right ones 200 [${label}]`,
    { tag: ['@core'] },
    async ({ web, openWeb, credentials, denial }) => {
      const stranger = openWeb({ auth: change(credentials) });
      await denial({
        what: `GET ${path} with wrong credentials (${label})`,
        attempt: () => stranger.request({ path }),
        expect: httpRefusal(401),
        controls: [
          {
            what: `GET ${path} with the right credentials is 200`,
            attempt: async () => expect((await web.request({ path })).status).toBe(200),
          },
        ],
      });
    },
  );
}
