import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FaultOutcome, FaultScore } from '../../helpers/model/results.ts';
import { writeFaultReports } from '../fault-reports.ts';
import { changesMarkdown } from './changes-text.ts';
import { namesWithResults, readDeployment, type DeploymentResults } from './deployment-results.ts';
import { writeRun } from './testing.ts';
import { anyChange, changesSince, changesSinceRunBefore } from './verdict-changes.ts';

let root: string;
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'korthweb-changes-'))));
afterEach(async () => await rm(root, { recursive: true }));

const folder = (when: 'before' | 'after'): string => join(root, when);
const read = async (when: 'before' | 'after'): Promise<DeploymentResults[]> =>
  await Promise.all((await namesWithResults(folder(when))).map((name) => readDeployment(folder(when), name)));
const changes = async () => changesSince(await read('before'), await read('after'));

test('between two states: what became another verdict, what appears badly, what is gone', async () => {
  await writeRun(folder('before'), {
    name: 'helm',
    day: 1,
    checks: { 'a/kept': 'passed', 'a/breaks': 'passed', 'a/heals': 'inconclusive', 'a/goes': 'passed' },
  });
  await writeRun(folder('after'), {
    name: 'helm',
    day: 2,
    checks: {
      'a/kept': 'passed',
      'a/breaks': 'failed',
      'a/heals': 'passed',
      'a/appears': 'passed',
      'a/appears-broken': 'failed',
    },
  });
  const { changed, added } = await changes();
  expect(changed.map(({ id, before, after }) => [id, before, after])).toEqual([
    ['a/appears-broken', null, 'failed'],
    ['a/breaks', 'passed', 'failed'],
    ['a/goes', 'passed', null],
    ['a/heals', 'inconclusive', 'passed'],
  ]);
  expect(added.map(({ id }) => id)).toEqual(['a/appears']);
});

test('two equal states have no change, and say so', async () => {
  for (const when of ['before', 'after'] as const)
    await writeRun(folder(when), { name: 'helm', day: 1, checks: { 'a/one': 'failed' } });
  expect(anyChange(await changes())).toBe(false);
  expect(changesMarkdown(await changes())).toBe('No verdict changed.\n');
});

test('a deployment without results this time is a change, a new one is none', async () => {
  await writeRun(folder('before'), { name: 'helm', day: 1, checks: { 'a/one': 'passed' } });
  await writeRun(folder('after'), { name: 'manual', day: 1, checks: { 'a/one': 'passed' } });
  expect(await changes()).toMatchObject({ changed: [], deployments: { gone: ['helm'], added: ['manual'] } });
  expect(anyChange(await changes())).toBe(true);
  expect(changesMarkdown(await changes())).toContain('Without results this time: helm.');
});

test('a fault that is no longer caught is a change', async () => {
  for (const [when, outcome] of [
    ['before', 'caught'],
    ['after', 'missed'],
  ] as const) {
    await writeRun(folder(when), { name: 'helm', day: 1, checks: { 'a/one': 'passed' } });
    await writeFaultReports(join(folder(when), 'helm'), scoreOf(outcome));
  }
  const text = changesMarkdown(await changes());
  expect(text).toContain('1 verdict changed.');
  expect(text).toContain('| helm | fault `web/open` | caught | missed |');
});

const scoreOf = (outcome: FaultOutcome): FaultScore => ({
  schemaVersion: 1,
  approach: 'helm',
  score: 0,
  healthyBefore: true,
  healthyAfter: true,
  faults: [
    { name: 'web/open', title: 'T', expected: ['a/one'], caughtBy: [], outcome, reason: null, seconds: 1 },
  ],
});

test('since the run before: skipped checks and ones left out say nothing', async () => {
  const name = 'helm';
  const all = { 'a/one': 'passed', 'a/two': 'passed', 'a/three': 'failed' } as const;
  await writeRun(folder('after'), { name, day: 1, checks: all });
  await writeRun(folder('after'), { name, day: 2, checks: { 'a/two': 'failed' }, whole: false });
  await writeRun(folder('after'), {
    name,
    day: 3,
    whole: false,
    checks: { 'a/one': 'skipped', 'a/two': 'passed' },
  });
  const { changed } = changesSinceRunBefore(await read('after'));
  expect(changed.map(({ id, before, after }) => [id, before, after])).toEqual([
    ['a/two', 'failed', 'passed'],
  ]);
});

test('since the run before: a first run has nothing to be compared with', async () => {
  await writeRun(folder('after'), { name: 'helm', day: 1, checks: { 'a/one': 'failed' } });
  expect(anyChange(changesSinceRunBefore(await read('after')))).toBe(false);
});
