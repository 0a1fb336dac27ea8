import { expect, test } from 'vitest';
import { rangesOf, seconds } from './duration.ts';

test.each([
  ['5s', 5],
  ['1m30s', 90],
  ['500ms', 0.5],
  ['1h', 3600],
])('%s is %d seconds', (duration, wanted) => {
  expect(seconds(duration)).toBe(wanted);
});

test.each(['', '5', 's', '5s later'])('%j is no duration', (text) => {
  expect(() => seconds(text)).toThrow(RangeError);
});

test('finds the ranges of an expression', () => {
  expect(rangesOf('sum by (le) (rate(a_bucket{le="[5]"}[1m])) / max_over_time(b[1h:5m])')).toEqual([
    '1m',
    '1h',
  ]);
  expect(rangesOf('up == 0')).toEqual([]);
});
