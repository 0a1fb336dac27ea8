import { expect, test } from 'vitest';
import type { Verdict } from '../../helpers/model/results.ts';
import { isFlaky, trendOf, type Trend } from './trend.ts';

const cases: readonly (readonly [now: Verdict, earlier: readonly Verdict[], trend: Trend])[] = [
  ['passed', [], 'new'],
  ['failed', [], 'new'],
  ['passed', ['skipped'], 'new'],
  ['passed', ['passed', 'failed'], 'same'],
  ['passed', ['inconclusive'], 'fixed'],
  ['passed', ['skipped', 'failed'], 'fixed'],
  ['failed', ['passed'], 'newly-failing'],
  ['setup-failed', ['unsupported'], 'newly-failing'],
  ['inconclusive', ['failed'], 'still-failing'],
  ['failed', ['failed', 'passed'], 'still-failing'],
  ['unsupported', ['passed'], 'changed'],
  ['unsupported', ['failed'], 'changed'],
  ['passed', ['unsupported'], 'changed'],
  ['skipped', ['failed'], 'same'],
];
test.each(cases)('%s after %j is %s', (now, earlier, trend) => {
  expect(trendOf(now, earlier)).toBe(trend);
});

test.each<[Verdict, Verdict[], boolean]>([
  ['passed', ['failed', 'passed'], true],
  ['failed', ['passed', 'inconclusive'], true],
  ['passed', ['failed', 'failed'], false],
  ['failed', ['failed', 'passed', 'passed'], false],
  ['passed', ['unsupported', 'failed', 'skipped', 'passed'], true],
  ['unsupported', ['failed', 'passed'], false],
])('%s after %j: flaky is %s', (now, earlier, flaky) => {
  expect(isFlaky(now, earlier)).toBe(flaky);
});

test('what was flaky eleven results ago no longer is', () => {
  const since = Array.from({ length: 9 }, (): Verdict => 'passed');
  expect(isFlaky('passed', [...since.slice(1), 'failed', 'passed'])).toBe(false);
});
