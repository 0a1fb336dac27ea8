import { test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { expectStatus } from '../../helpers/http/response.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

test(
  'nobody runs Lua in Orthanc: /tools/execute-script is 403, for its own user too',
  { tag: ['@core'] },
  async ({ web, denial }) => {
    const path = '/tools/execute-script';
    await denial({
      what: `POST ${path} with \`print(1 + 1)\``,
      attempt: () => web.request({ method: 'POST', path, body: 'print(1 + 1)' }),
      expect: httpRefusal(403),
      controls: [
        { what: 'POST /tools/lookup with the same credentials', attempt: () => lookup(web, 'KORTHWEB-0') },
        {
          what: 'GET /system with the same credentials',
          attempt: async () => expectStatus(await web.request({ path: '/system' }), 200),
        },
      ],
    });
  },
);
