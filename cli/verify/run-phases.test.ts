import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPhases, type PhasesOptions } from './run-phases.ts';
import { everything } from './selection.ts';
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
): Promise<{ verdicts: Record<string, string>; folder: string; phases: string[] }> {
  const folder = join(project.root, 'out');
  const fixed = {
    cwd: project.root,
    folder,
    deployment: project.deployment,
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
  const phases = (await readdir(join(folder, 'phases'), { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  return {
    verdicts: Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict])),
    folder,
    phases: phases.map(({ name }) => name).toSorted(),
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
