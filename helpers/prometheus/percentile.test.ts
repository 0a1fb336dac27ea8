import { array, assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { percentile } from './percentile.ts';

test.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[4, 3, 2, 1], 0.95, 4],
  [[7], 0.5, 7],
])('of %j, %d: %d', (values, share, wanted) => {
  expect(percentile(values, share)).toBe(wanted);
});

test('at least that share of the values is not above it', () => {
  const values = array(integer(), { minLength: 1 });
  assert(
    property(values, double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
      const bound = percentile(list, share);
      expect(list.filter((value) => value <= bound).length / list.length).toBeGreaterThanOrEqual(
        share - 1e-9,
      );
    }),
  );
});

test('of nothing there is none', () => {
  expect(percentile([], 0.5)).toBeNaN();
});
