import { expect, test } from 'vitest';
import { eventually } from './eventually.ts';

test('an attempt that knows that it waits in vain ends the wait, with its reason', async () => {
  const inVain = new AbortController();
  let attempts = 0;
  const attempt = (): never => {
    attempts += 1;
    if (attempts === 2) inVain.abort(new Error('no room'));
    throw new Error('not yet');
  };
  const waiting = { what: 'room', timeout: 'visible', every: 1, signal: inVain.signal } as const;
  await expect(eventually(attempt, waiting)).rejects.toThrow('no room');
  expect(attempts).toBe(2);
});

test('successes count in a row', async () => {
  const outcomes = [true, false, true, true].values();
  const attempt = (): void => {
    if (!outcomes.next().value) throw new Error('not yet');
  };
  await eventually(attempt, { what: 'two', timeout: 'visible', every: 1, successes: 2 });
  expect(outcomes.next().done).toBe(true);
});
