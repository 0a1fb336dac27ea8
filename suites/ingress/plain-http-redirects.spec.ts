import { exercises, expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { header } from '../../helpers/http/response.ts';

test.use({ requires: ['http-redirect'] });

const annotation = exercises('IngressRoute/web-redirect', 'Middleware/redirect-to-https', 'Gateway/web-gw');
/** Moved Permanently, Permanent Redirect: what browsers may remember. */
const permanent = [301, 308];
const paths = [
  '/system',
  '/dicom-web/studies?limit=1&PatientName=%C3%84%20%2B*&offset=0',
  '/app/explorer.html',
];

for (const path of paths) {
  test(
    `plain HTTP redirects to HTTPS with path and query kept, and there it is 200 [${path.replace(/\?.*/, '')}]`,
    { tag: path === '/system' ? ['@smoke', '@core'] : ['@core'], annotation },
    async ({ web, openWeb, tenant: { web: entry } }) => {
      const plain = openWeb({ plain: true, auth: null });
      const answer = await plain.request({ path });
      expect(
        { status: answer.status, location: header(answer, 'location') },
        `the answer to GET http://${entry.host}${path}`,
      ).toEqual({
        status: permanent.includes(answer.status) ? answer.status : `one of ${permanent.join(', ')}`,
        location: `https://${entry.host}${entry.port === 443 ? '' : `:${entry.port}`}${path}`,
      });
      const { pathname, search } = new URL(header(answer, 'location') ?? '');
      const followed = await web.request({ path: `${pathname}${search}` });
      expect(followed.status, `the answer to ${followed.request}, where that led`).toBe(200);
    },
  );
}

test(
  "plain HTTP for a host that is no tenant's is 404 [another host]",
  { tag: ['@core'], annotation },
  async ({ openWeb, denial }) => {
    const plain = openWeb({ plain: true, auth: null });
    const host = 'nowhere.example.org';
    await denial({
      what: `GET http://${host}/system`,
      attempt: () => plain.request({ path: '/system', headers: { host } }),
      expect: httpRefusal(404),
      controls: [
        {
          what: "the same for the tenant's host redirects",
          attempt: async () => expect((await plain.request({ path: '/system' })).status).toBeLessThan(400),
        },
      ],
    });
  },
);
