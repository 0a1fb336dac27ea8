import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../helpers/model/errors.ts';
import { Conformance } from '../../helpers/model/results.ts';
import { exitCodeOf, finish } from './finish.ts';
import { check } from './testing/check.ts';
import { tinyDeployment } from './testing/tiny-deployment.ts';

describe('the exit code', () => {
  test.each([
    [['passed', 'unsupported', 'skipped'], 0],
    [['passed', 'inconclusive'], 2],
    [['passed', 'setup-failed'], 2],
    [['failed', 'inconclusive', 'setup-failed'], 1],
  ] as const)('of %j is %i', (verdicts, wanted) => {
    expect(exitCodeOf(verdicts.map((verdict, index) => check(`a/${index}`, verdict)))).toBe(wanted);
  });

  test('leaves known issues out', () => {
    expect(exitCodeOf([check('a/one', 'failed', { knownIssue: 'ticket 7' })])).toBe(0);
    expect(exitCodeOf([check('a/one', 'failed', { knownIssue: 'ticket 7' }), check('a/two', 'failed')])).toBe(
      1,
    );
  });
});

describe('a finished run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'korthweb-finish-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is written in every format, sorted, and kept for comparison', async () => {
    const checks = [
      check('b/two', 'passed'),
      check('a/one', 'failed', { reason: 'Bearer abcdefghijkl', knownIssue: 'ticket 7' }),
    ];
    await finish(folder, tinyDeployment, checks, new Date('2026-05-01T10:00:00Z'));
    expect((await readdir(folder)).toSorted()).toEqual([
      'conformance.json',
      'history',
      'junit.xml',
      'metrics.prom',
      'summary.md',
    ]);
    const written = Conformance.parse(JSON.parse(await readFile(join(folder, 'conformance.json'), 'utf8')));
    expect(written.checks.map(({ id, reason }) => [id, reason])).toEqual([
      ['a/one', 'Bearer [redacted]'],
      ['b/two', null],
    ]);
    expect(await readFile(join(folder, 'junit.xml'), 'utf8')).toContain(
      '<skipped message="known issue: ticket 7"/>',
    );
  });

  test('pushes out the oldest of twenty', async () => {
    for (let minute = 10; minute < 33; minute += 1) {
      await finish(
        folder,
        tinyDeployment,
        [check('a/one', 'passed')],
        new Date(`2026-05-01T10:${minute}:00Z`),
      );
    }
    const runs = (await readdir(join(folder, 'history'))).toSorted();
    expect([runs.length, runs[0], runs.at(-1)]).toEqual([
      20,
      '2026-05-01T10-13-00.000Z.json',
      '2026-05-01T10-32-00.000Z.json',
    ]);
  });

  test('of nothing is refused', async () => {
    await expect(finish(folder, tinyDeployment, [], new Date())).rejects.toThrow(ConfigError);
  });
});
