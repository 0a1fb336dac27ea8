import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPhases, type PhasesOptions } from './run-phases.ts';
import { everything } from './selection.ts';
import { severalTenants } from './testing/tiny-deployment.ts';
import { tinyProject, type TinyProject } from './testing/tiny-project.ts';

const suites = {
  'one/quick.spec.ts': `test('It is quick', { tag: ['@smoke'] }, () => {});`,
  'one/slow.spec.ts': `test('It is slow', { tag: ['@core'] }, () => {});`,
  'two/exclusive.spec.ts': `test('It counts exactly', { tag: ['@core', '@exclusive'] }, () => {});`,
  'two/disruptive.spec.ts': `test('It disturbs', { tag: ['@core', '@disruptive'] }, () => { throw new Error('disturbed'); });`,
};

let project: TinyProject;
beforeAll(async () => {
  project = await tinyProject(suites);
});
afterAll(() => project[Symbol.asyncDispose]());

async function run(
  changes: Partial<PhasesOptions>,
  { root, deployment } = project,
): Promise<{ verdicts: Record<string, string>; folder: string; phases: string[] }> {
  const folder = join(root, 'out');
  const fixed = {
    cwd: root,
    folder,
    deployment,
    tenants: 1,
    secrets: [],
    output: 'none' as const,
  };
  const options = {
    selection: everything,
    disruptive: true,
    workers: undefined,
    signal: new AbortController().signal,
  };
  const checks = await runPhases({ ...fixed, ...options, ...changes });
  const phases = await readdir(join(folder, 'phases'));
  return {
    verdicts: Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict])),
    folder,
    phases: phases.toSorted(),
  };
}

describe('phases', () => {
  test('are three where there is something for each, with one page', async () => {
    const { verdicts, folder, phases } = await run({});
    expect(phases).toEqual(['disruptive', 'exclusive', 'parallel']);
    expect(verdicts).toEqual({
      'one/quick': 'passed',
      'one/slow': 'passed',
      'two/disruptive': 'failed',
      'two/exclusive': 'passed',
    });
    expect(await readFile(join(folder, 'html/index.html'), 'utf8')).toContain('<html');
  }, 60_000);

  test('skip what disturbs when it is not allowed, without a phase for it', async () => {
    const { verdicts, phases } = await run({ disruptive: false });
    expect(phases).toEqual(['exclusive', 'parallel']);
    expect(verdicts['two/disruptive']).toBe('skipped');
  }, 60_000);

  test('are one for a smoke run, whose page is written at once', async () => {
    const { verdicts, folder, phases } = await run({ selection: { ...everything, tags: ['smoke'] } });
    expect(phases).toEqual(['parallel']);
    expect(verdicts).toEqual({ 'one/quick': 'passed' });
    expect(existsSync(join(folder, 'html/index.html'))).toBe(true);
  }, 60_000);

  test('and the selection by area, tag and pattern', async () => {
    expect((await run({ selection: { ...everything, areas: ['one'] } })).verdicts).toEqual({
      'one/quick': 'passed',
      'one/slow': 'passed',
    });
    const narrow = { areas: ['two'], checks: [], tags: ['core'], grep: 'counts|quick' };
    expect((await run({ selection: narrow })).verdicts).toEqual({ 'two/exclusive': 'passed' });
    expect((await run({ selection: { ...everything, checks: ['one/slow'] } })).verdicts).toEqual({
      'one/slow': 'passed',
    });
  }, 60_000);

  test('let a check that says so run beside one that must be alone, which two others never do', async () => {
    const meet = `import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
      import { setTimeout as delay } from 'node:timers/promises';
      test('It waits [for the one beside it]', { tag: ['@core', '@disruptive'] }, async () => {
        mkdirSync('alone');
        while (!existsSync('beside')) await delay(10);
        rmdirSync('alone');
      });
      test('It is [alone]', { tag: ['@core', '@disruptive'] }, () => { mkdirSync('alone'); rmdirSync('alone'); });
      test('It is [beside]', { tag: ['@core', '@disruptive', '@beside'] }, async () => {
        while (!existsSync('alone')) await delay(10);
        writeFileSync('beside', '');
      });`;
    await using beside = await tinyProject({ 'two/meet.spec.ts': meet });
    const { verdicts } = await run({}, beside);
    expect(verdicts).toEqual({
      'two/meet[alone]': 'passed',
      'two/meet[beside]': 'passed',
      'two/meet[for the one beside it]': 'passed',
    });
  }, 60_000);

  test('refuse an area that does not exist', async () => {
    await expect(run({ selection: { ...everything, areas: ['three'] } })).rejects.toThrow(
      '--area: expected one of one, two, got "three"',
    );
  });

  test('stop when they are told to', async () => {
    const controller = new AbortController();
    const running = run({ signal: controller.signal });
    controller.abort(new Error('told to'));
    await expect(running).rejects.toThrow('told to');
  }, 60_000);
});

describe('phases that are to run after something', () => {
  const suite = `import { readFileSync } from 'node:fs';
    test('It runs in what has begun since', { tag: ['@core'] }, () => {
      expect(process.env.KORTHWEB_BEGAN >= readFileSync('there', 'utf8')).toBe(true);
    });`;

  test('begin when it is there', async () => {
    await using after = await tinyProject({ 'two/after.spec.ts': suite });
    const there = delay(500).then(() => writeFile(join(after.root, 'there'), new Date().toISOString()));
    expect((await run({ after: there }, after)).verdicts).toEqual({ 'two/after': 'passed' });
  }, 60_000);

  test.each([
    ['before they are loaded', 0],
    ['once they are loaded', 4000],
  ])(
    'do not begin where it fails %s',
    async (_, ms) => {
      await using after = await tinyProject({
        'two/after.spec.ts': `import { writeFileSync } from 'node:fs'; test('It runs', { tag: ['@core'] }, () => writeFileSync('ran', ''));`,
      });
      const failing = delay(ms).then(() => Promise.reject(new Error('it is not there')));
      await expect(run({ after: failing }, after)).rejects.toThrow('it is not there');
      expect(existsSync(join(after.root, 'ran'))).toBe(false);
      expect(existsSync(join(after.root, 'out/phases/parallel/conformance.json'))).toBe(false);
    },
    60_000,
  );
});

describe('phases of several tenants', () => {
  const meet = `import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
    import { setTimeout as delay } from 'node:timers/promises';
    const alone = async (name, work) => { mkdirSync(name); try { await work(); } finally { rmdirSync(name); } };
    const others = { one: 'two', two: 'one' };
    for (const number of [1, 2])
      test('It meets the other tenant [' + number + ']', { tag: ['@core', '@exclusive'] }, ({ tenant: { name } }) =>
        alone('own-' + name, async () => {
          writeFileSync('here-' + name, '');
          while (!existsSync('here-' + others[name])) await delay(10);
        }));`;
  const quiet = `import { mkdirSync, rmdirSync } from 'node:fs';
    test('It meets nobody', { tag: ['@core', '@exclusive', '@quiet'] }, () => { mkdirSync('quiet'); rmdirSync('quiet'); });`;

  test('run side by side where a tenant is enough to be alone in, and one by one where not', async () => {
    await using several = await tinyProject(
      { 'two/meet.spec.ts': meet, 'two/quiet.spec.ts': quiet },
      severalTenants,
    );
    const { verdicts, phases } = await run({ tenants: 2, workers: 3 }, several);
    expect(phases).toEqual(['exclusive', 'exclusive-quiet']);
    expect(verdicts).toEqual({
      'two/meet[1]@one': 'passed',
      'two/meet[1]@two': 'passed',
      'two/meet[2]@one': 'passed',
      'two/meet[2]@two': 'passed',
      'two/quiet@one': 'passed',
      'two/quiet@two': 'passed',
    });
  }, 60_000);
});
