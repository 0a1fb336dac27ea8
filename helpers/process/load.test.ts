import { expect, test } from 'vitest';
import { whySaturated } from './load.ts';

test.each([
  [[3, 9, 9], 2, undefined],
  [[8, 0, 0], 2, undefined],
  [[21.04, 0, 0], 2, 'this machine is saturated: a load of 21.0 on 2 processors'],
])('of load %j on %d processors: %s', (load, processors, why) => {
  expect(whySaturated(load, processors)).toBe(why);
});
