import { expect, test } from 'vitest';
import { whyWithoutData } from './without-data.ts';

const series = (...values: number[]) =>
  values.map((value, index) => ({ labels: { pod: `${index}` }, value }));

test.each<[number[], boolean, string | null]>([
  [[0, 1], true, null],
  [[0], false, null],
  [[NaN, 2], true, null],
  [[], false, 'it has no series'],
  [[NaN, Infinity], false, 'none of its 2 series has a number'],
  [[0, NaN], true, 'none of its 2 series is more than 0'],
])('of values %j, where that must be more than zero: %s', (values, moved, why) => {
  expect(whyWithoutData(series(...values), moved)).toBe(why);
});
