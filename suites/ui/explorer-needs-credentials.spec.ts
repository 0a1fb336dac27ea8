import { expect, test } from '../../fixtures/test.ts';
import type { Refusal } from '../../helpers/denial/refusal.ts';

interface Shown {
  readonly status: number;
  readonly text: string;
}

/** 401, and nothing of the explorer in the answer. */
const unauthorized: Refusal<Shown> = {
  what: 'HTTP 401 and nothing of the explorer',
  classify: ({ status, text }) =>
    status === 401 && !text.includes('Orthanc Explorer') ? 'refused' : status === 200 ? 'allowed' : 'other',
  describe: ({ status, text }) => `HTTP ${status}, body ${JSON.stringify(text.slice(0, 200))}`,
};

test(
  'the explorer shows itself to nobody without credentials',
  { tag: ['@core'] },
  async ({ credentials, openPage, denial }) => {
    const path = '/app/explorer.html';
    const visit = async (as: typeof credentials | null): Promise<Shown> => {
      const page = await openPage({ credentials: as });
      // Chromium shows a page of its own for a 401 without a body, and says that the navigation failed.
      const answered = page.waitForResponse((response) => new URL(response.url()).pathname === path);
      const going = page.goto(path, { waitUntil: 'commit' }).catch(() => null);
      const [response] = await Promise.all([answered, going]);
      const shown = { status: response.status(), text: await response.text() };
      await page.close();
      return shown;
    };
    await denial({
      what: `GET ${path} in Chromium without credentials`,
      attempt: () => visit(null),
      expect: unauthorized,
      controls: [
        {
          what: 'the same page with credentials',
          attempt: async () => expect((await visit(credentials)).status).toBe(200),
        },
      ],
    });
  },
);
