import { expect, test } from 'vitest';
import { exitCode } from '../../helpers/model/results.ts';
import { tinyRun } from './testing/tiny-run.ts';

test('a file that does not load is a setup-failed check with its id, and no green', async () => {
  await using run = await tinyRun({
    'area/passes.spec.ts': `test('It passes', () => {});`,
    'area/imports-nothing.spec.ts': `import './nowhere.ts'; test('It never runs', () => {});`,
    'area/has-a-typo.spec.ts': `test('It never runs', () => {`,
  });
  const broken = run.conformance.checks.filter(({ verdict }) => verdict === 'setup-failed');
  expect(broken.map(({ id }) => id)).toEqual(['area/has-a-typo', 'area/imports-nothing']);
  expect(broken[1]?.reason).toMatch(/Cannot find module .*nowhere\.ts/);
  expect(exitCode(run.conformance.summary)).toBe(2);
}, 60_000);
