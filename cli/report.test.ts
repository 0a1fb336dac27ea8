import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRun } from '../reports/side-by-side/testing.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'korthweb-report-'));
  await writeRun(join(root, 'now'), { name: 'helm', day: 1, checks: { 'a/one': 'passed' } });
  await writeRun(join(root, 'now'), { name: 'helm', day: 2, checks: { 'a/one': 'failed' } });
  await writeRun(join(root, 'now'), { name: 'manual', day: 2, checks: { 'a/one': 'passed' } });
  await writeRun(join(root, 'same'), { name: 'helm', day: 1, checks: { 'a/one': 'failed' } });
});
afterAll(async () => await rm(root, { recursive: true }));

test.each([
  ['report', 0, /a\/one +✗ failed 0\.12 s +✓ 0\.12 s +verdict[\s\S]*side by side: .*side-by-side\.html/],
  ['report helm', 0, /✗ failed a\/one[\s\S]*\| helm \| `a\/one` \| passed \| failed \|/],
  ['report --markdown', 0, /^# Side by side\n/],
  ['report --changes', 1, /^1 verdict changed\.\n/],
  ['report --changes manual', 0, /^No verdict changed\.$/],
  ['report --since same helm', 0, /^No verdict changed\.$/],
  ['report --since nowhere', 3, /No results in nowhere yet\. Next: /],
  ['report --json --markdown', 3, /option '--markdown' cannot be used with option '--json'/],
])(
  'korthweb %s: exit code %i',
  async (line, code, message) => {
    const { exitCode, all } = await korthweb(line);
    expect(all).toMatch(message);
    expect(exitCode).toBe(code);
  },
  60_000,
);

test('JSON is for scripts: deployments and checks, or just what changed', async () => {
  const [compared, changes] = await Promise.all(
    ['report --json', 'report --changes --json'].map(async (line): Promise<unknown> => {
      const { stdout } = await korthweb(line);
      return JSON.parse(stdout);
    }),
  );
  expect(compared).toMatchObject({ schemaVersion: 1, deployments: [{ name: 'helm' }, { name: 'manual' }] });
  expect(changes).toMatchObject({ changed: [{ deployment: 'helm', before: 'passed', after: 'failed' }] });
}, 60_000);

test('the page and its Markdown are beside the results', async () => {
  await korthweb('report');
  expect(await readFile(join(root, 'now', 'side-by-side.html'), 'utf8')).toContain('<h1>Side by side</h1>');
  expect(await readFile(join(root, 'now', 'side-by-side.md'), 'utf8')).toContain('# Side by side');
}, 60_000);

async function korthweb(
  line: string,
): Promise<{ exitCode: number | undefined; stdout: string; all: string }> {
  const { exitCode, stdout, all } = await execa(process.execPath, [cli, ...line.split(' ')], {
    cwd: root,
    env: { KORTHWEB_OUT: join(root, 'now') },
    reject: false,
    all: true,
  });
  return { exitCode, stdout, all };
}
