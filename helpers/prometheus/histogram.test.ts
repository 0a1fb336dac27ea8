import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { agreement } from './histogram.ts';

const bounds = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000];

test.each([
  [20, { atLeast: 0, atMost: 50 }],
  [300, { atLeast: 100, atMost: 750 }],
  [1, { atLeast: 0, atMost: 5 }],
])('a client that measured %d ms, 50 of them on the way', (client, range) => {
  expect(agreement(client, 50)).toEqual(range);
});

test('whatever a histogram makes of a time by its buckets agrees with its client', () => {
  const time = double({ min: 0.01, max: 1000, noNaN: true });
  const besides = double({ min: 0, max: 50, noNaN: true });
  const share = double({ min: 0, max: 1, noNaN: true });
  assert(
    property(time, besides, share, (server, onTheWay, interpolated) => {
      const index = bounds.findIndex((bound) => server <= bound);
      const [above = 0, upTo = 0] = [bounds[index - 1], bounds[index]];
      const { atLeast, atMost } = agreement(server + onTheWay, 50);
      const estimate = above + (upTo - above) * interpolated;
      expect(estimate).toBeLessThanOrEqual(atMost);
      // Below the finest bucket anything may be nothing.
      if (server > 5) expect(estimate).toBeGreaterThanOrEqual(atLeast);
    }),
  );
});
