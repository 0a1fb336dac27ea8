import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, canBeSame } from './histogram.ts';

const bounds = [0.5, 1, 5, 10, 25, 50, 100, 250, Infinity];

test.each([
  [0.1, 0, 0.5],
  [5, 1, 5],
  [5.1, 5, 10],
  [300, 250, Infinity],
])('%d is above %d and up to %d', (value, above, upTo) => {
  expect(bucketOf(value, bounds)).toEqual({ above, upTo });
});

test.each([
  [{ server: 12, client: 20 }, true],
  [{ server: 24, client: 11 }, true],
  [{ server: 26, client: 20 }, false],
  [{ server: 20, client: 200 }, false],
  [{ server: 120, client: 200 }, true],
])('%j: %s', (pair, same) => {
  expect(canBeSame(pair, bounds, 50)).toBe(same);
});

test('whatever a client waits besides is no contradiction, within the overhead', () => {
  const time = double({ min: 0.01, max: 240, noNaN: true });
  assert(
    property(time, double({ min: 0, max: 50, noNaN: true }), (server, besides) => {
      expect(canBeSame({ server, client: server + besides }, bounds, 50)).toBe(true);
    }),
  );
});
