import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFaultReports } from '../fault-reports.ts';
import { compare } from './compare.ts';
import { namesWithResults, readDeployment } from './deployment-results.ts';
import { markdownSideBySide } from './markdown.ts';
import type { SideBySide } from './model.ts';
import { sideBySidePage } from './page.ts';
import { terminalSideBySide } from './terminal.ts';
import { writeRun } from './testing.ts';
import { writeSideBySide } from './write.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'korthweb-side-'));
  await writeRun(root, {
    name: 'helm',
    day: 1,
    checks: { 'dimse/echo': 'passed', 'ingress/tls[1.2]': 'failed', 'ingress/old': 'passed' },
  });
  await writeRun(root, {
    name: 'helm',
    day: 2,
    checks: { 'dimse/echo': 'failed', 'ingress/tls[1.2]': 'passed', 'mesh/closed': 'unsupported' },
  });
  await writeRun(root, {
    name: 'gitops',
    day: 2,
    checks: {
      'dimse/echo@bhs': 'passed',
      'dimse/echo@mhr': 'passed',
      'ingress/tls[1.2]@bhs': { verdict: 'passed', durationMs: 4000 },
      'ingress/tls[1.2]@mhr': 'passed',
      'mesh/closed@bhs': 'passed',
      'mesh/closed@mhr': 'inconclusive',
    },
  });
});
afterEach(async () => await rm(root, { recursive: true }));

const compared = async (): Promise<SideBySide> =>
  compare(await Promise.all((await namesWithResults(root)).map((name) => readDeployment(root, name))));
const plain = Object.assign(Object.create(process.stdout), { isTTY: false });

test('tenants share a row; each deployment is compared with its own runs before', async () => {
  const { checks, deployments } = await compared();
  expect(checks.map(({ id, differs }) => [id, differs])).toEqual([
    ['coverage/resources-are-exercised', []],
    ['dimse/echo', ['verdict']],
    ['ingress/tls[1.2]', ['time']],
    ['mesh/closed', ['verdict', 'support']],
  ]);
  expect(checks[1]?.results.map((cell) => [cell.deployment, cell.tenant, cell.before, cell.trend])).toEqual([
    ['gitops', 'bhs', null, 'new'],
    ['gitops', 'mhr', null, 'new'],
    ['helm', null, 'passed', 'newly-failing'],
  ]);
  expect(deployments.map(({ name, earlierRuns, gone }) => [name, earlierRuns, gone])).toEqual([
    ['gitops', 0, []],
    ['helm', 1, ['ingress/old']],
  ]);
});

test('a run of some checks makes nothing gone, and nothing unsupported', async () => {
  await writeRun(root, { name: 'helm', day: 3, checks: { 'dimse/echo': 'passed' }, whole: false });
  const { checks, deployments } = await compared();
  expect(deployments[1]).toMatchObject({ name: 'helm', earlierRuns: 2, gone: [] });
  expect(checks.find(({ id }) => id === 'mesh/closed')?.differs).toEqual(['verdict']);
  expect(checks.find(({ id }) => id === 'dimse/echo')?.results.at(-1)).toMatchObject({
    deployment: 'helm',
    trend: 'fixed',
    flaky: true,
  });
});

test('runs of another cluster, and ones that cannot be read, are not compared with', async () => {
  const file = join(root, 'helm', 'history', '2026-05-01T02-00-00.000Z.json');
  const run = await readFile(file, 'utf8');
  await writeFile(file, run.replace('kind-korthweb-helm', 'hospital'));
  await writeFile(join(root, 'helm', 'history', 'broken.json'), '{');
  expect((await readDeployment(root, 'helm')).earlier).toEqual([]);
});

test('results of another version are refused, with what to do', async () => {
  await writeFile(join(root, 'helm', 'conformance.json'), '{"schemaVersion": 2}');
  await expect(readDeployment(root, 'helm')).rejects.toThrow(/as this version writes them.*Next: /);
});

test('a terminal shows every check, what differs, and what changed', async () => {
  const lines = terminalSideBySide(await compared(), '/out/side-by-side.html', plain).split('\n');
  expect(lines[0]).toMatch(/^check +gitops +helm +differs$/);
  expect(lines[2]).toMatch(/^dimse\/echo +✓ 0\.12 s +✗ failed 0\.12 s +verdict$/);
  expect(lines[4]).toMatch(/^mesh\/closed +\? inconclusive 0\.12 s +- unsupported +verdict, support$/);
  expect(lines).toContain('helm: 2 passed, 1 failed, 1 unsupported in 62 s');
  expect(lines).toContain('  newly failing: dimse/echo (passed → failed)');
  expect(lines).toContain('  fixed: ingress/tls[1.2] (failed → passed)');
  expect(lines).toContain('  gone: ingress/old');
  expect(lines).toContain('  first run on record');
});

test('Markdown begins with the counts, and has all checks folded', async () => {
  const text = markdownSideBySide(await compared());
  expect(text).toContain('| helm | 2 passed, 1 failed, 1 unsupported | 62 s | not scored |');
  expect(text).toContain('  - gone: `ingress/old`');
  expect(text).toMatch(/## Where verdicts differ\n\n.*\n.*\n\| `dimse\/echo` \| ✅ 0\.12 s \| ❌ failed/);
  expect(text).toContain('<summary>All 4 checks</summary>');
});

test('the page needs nothing but itself, escapes, and leads to the pages beside it', async () => {
  await writeFaultReports(join(root, 'helm'), {
    schemaVersion: 1,
    approach: 'helm',
    score: null,
    healthyBefore: true,
    healthyAfter: true,
    faults: [],
  });
  const page = await readFile(await writeSideBySide(root, await compared()), 'utf8');
  expect(page).not.toMatch(/https?:|<script|<link|url\(/);
  expect(page).toContain('the behaviour &lt;of&gt; dimse/echo');
  expect(page).toContain('<a href="helm/faults.html">no fault applies</a>');
  expect(page).toContain('differs <small>3</small>');
  expect(page).toContain('changed <small>2</small>');
  expect(sideBySidePage(await compared())).toBe(page);
});
