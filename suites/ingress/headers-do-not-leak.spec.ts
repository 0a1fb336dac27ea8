import { exercises, exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { header } from '../../helpers/http/response.ts';

/** Headers that tell an attacker what runs behind (OWASP Secure Headers Project, "Prevent information disclosure"). */
const leaking =
  /^(server|via|x-powered-by|x-aspnet.*|x-generator|x-orthanc.*|x-envoy.*|x-backend.*|x-runtime|x-version)$/;

const answers = [
  ['an answer', { path: '/system' }, 200],
  ['a refusal', { path: '/system', headers: { authorization: 'Basic bm9ib2R5Om5vYm9keQ==' } }, 401],
  ['an unknown path', { path: '/no-such-resource' }, 404],
  ['the explorer', { path: '/app/explorer.html' }, 200],
] as const;

for (const [label, request, status] of answers) {
  test(
    `no header of the answer tells what runs behind the ingress [${label}]`,
    { tag: ['@core'], annotation: [...exercisesWebRoute, ...exercises('Middleware/web-headers')] },
    async ({ web }) => {
      const answer = await web.request(request);
      expect(answer.status, `status of ${answer.request}`).toBe(status);
      expect(
        Object.entries(answer.headers).filter(([name]) => leaking.test(name)),
        `headers of ${answer.request} that name software`,
      ).toEqual([]);
    },
  );
}

test(
  'answers carry the headers that browsers protect users by [protection]',
  { tag: ['@core'], annotation: [...exercisesWebRoute, ...exercises('Middleware/web-headers')] },
  async ({ web }) => {
    const answer = await web.request({ path: '/app/explorer.html' });
    const got = (name: string): string | undefined => header(answer, name);
    expect(
      { frames: got('x-frame-options'), sniffing: got('x-content-type-options') },
      `headers of ${answer.request}. Next: look at the headers that the web route sets`,
    ).toEqual({ frames: 'SAMEORIGIN', sniffing: 'nosniff' });
    expect(
      got('strict-transport-security'),
      `Strict-Transport-Security of ${answer.request} (RFC 6797)`,
    ).toMatch(/^max-age=[1-9]\d{6,}/);
  },
);
