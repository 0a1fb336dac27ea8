import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeRun } from '../reports/side-by-side/testing.ts';
import { projectRoot } from './verify/playwright.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'korthweb-nightly-'));
  // Stands in for GitHub's client: writes down how it was called, and the text that it was given.
  const client = `#!/bin/sh
echo "$*" >>${folder}/calls
for last; do :; done
case "$1 $2" in
  'issue list') cat ${folder}/open 2>/dev/null || true ;;
  'issue create' | 'issue comment') cat "$last" >${folder}/told ;;
  'api '*) jq --raw-output "$last" ${folder}/artifacts.json ;;
esac
`;
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'gh'), client);
  await chmod(join(folder, 'bin', 'gh'), 0o755);
});
afterEach(async () => await rm(folder, { recursive: true }));

const script = async (name: string, ...args: readonly string[]): Promise<string> => {
  const env = {
    PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
    GITHUB_REPOSITORY: 'owner/name',
    GITHUB_REF_NAME: 'main',
    GITHUB_RUN_ID: '30',
  };
  const { stdout } = await execa(join('.ci', name), args, { cwd: projectRoot, env });
  return stdout;
};
const calls = async (): Promise<string> => await readFile(join(folder, 'calls'), 'utf8').catch(() => '');
const site = (when: string): string => join(folder, when);

test('one site of all: the index leads to them, and nights before are its history', async () => {
  await writeRun(site('before'), { name: 'helm', day: 1, checks: { 'a/one': 'passed' } });
  await writeRun(site('now'), { name: 'helm', day: 2, checks: { 'a/one': 'failed' } });
  await writeRun(site('now'), { name: 'manual', day: 2, checks: { 'a/one': 'passed' } });
  expect(await script('site', site('now'), site('before'))).toContain('newly failing: `a/one');
  expect(await readFile(join(site('now'), 'index.html'), 'utf8')).toContain('<h2>manual</h2>');
  expect(await readdir(join(site('now'), 'helm', 'history'))).toHaveLength(2);
}, 60_000);

test('verdicts that changed make an issue, or a comment on the one that is open', async () => {
  await writeRun(site('before'), { name: 'helm', day: 1, checks: { 'a/one': 'passed' } });
  await writeRun(site('now'), { name: 'helm', day: 2, checks: { 'a/one': 'failed' } });
  await script('verdict-issue', site('now'), site('before'), 'https://example.org/run/30');
  expect(await calls()).toMatch(/^issue create --title Nightly: verdicts changed --label nightly/m);
  const told = await readFile(join(folder, 'told'), 'utf8');
  expect(told).toContain('| helm | `a/one` | passed | failed |');
  expect(told).toContain('[The run](https://example.org/run/30)');
  await writeFile(join(folder, 'open'), '7\n');
  await script('verdict-issue', site('now'), site('before'), 'https://example.org/run/31');
  expect(await calls()).toMatch(/^issue comment 7 /m);
}, 60_000);

test('equal verdicts, and a first night, make no issue', async () => {
  for (const when of ['before', 'now'])
    await writeRun(site(when), { name: 'helm', day: 1, checks: { 'a/one': 'failed' } });
  expect(await script('verdict-issue', site('now'), site('before'), 'url')).toContain('No verdict changed.');
  expect(await script('verdict-issue', site('now'), site('none'), 'url')).toBe('No night before this one.');
  expect(await calls()).toBe('');
}, 60_000);

const artifact = (id: number, created: string, branch = 'main', expired = false) => ({
  expired,
  created_at: `2026-05-${created}T03:00:00Z`,
  workflow_run: { id, head_branch: branch },
});

// GitHub's client has jq built in; its stand-in calls Debian's.
test.skipIf(!existsSync('/usr/bin/jq'))(
  "last night's site is the newest of the same branch that is not this run's own",
  async () => {
    const artifacts = [
      artifact(30, '09'),
      artifact(25, '08', 'other'),
      artifact(28, '07'),
      artifact(27, '06'),
      artifact(29, '08', 'main', true),
    ];
    await writeFile(join(folder, 'artifacts.json'), JSON.stringify({ artifacts }));
    await script('last-night', site('before'));
    expect(await calls()).toContain(`run download 28 --name site --dir ${site('before')}`);
    await writeFile(join(folder, 'artifacts.json'), '{"artifacts":[]}');
    await rm(join(folder, 'calls'));
    await script('last-night', site('before'));
    expect(await calls()).not.toContain('run download');
    expect(existsSync(site('before'))).toBe(false);
  },
);
