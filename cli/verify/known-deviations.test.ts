import { expect, test } from 'vitest';
import { tinyRun } from './testing/tiny-run.ts';

const suite = `import { knownDeviation } from 'TESTING';
  const again = knownDeviation({ asks: 'once', does: 'was asked twice' });
  test('It deviates more than once', { annotation: knownDeviation({ asks: '415', does: 'answers 200' }) },
    () => { test.info().annotations.push(again, again); });`;

test('a check has every known deviation, each once', async () => {
  await using run = await tinyRun({ 'area/deviates.spec.ts': suite });
  expect(run.conformance.checks.map(({ knownDeviation }) => knownDeviation)).toEqual([
    'the standard asks 415; this version answers 200; the standard asks once; this version was asked twice',
  ]);
}, 60_000);
