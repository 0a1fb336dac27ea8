import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { InconclusiveError } from '../model/errors.ts';
import type { TcpOutcome } from './attempt-tcp.ts';
import { worstOf } from './worst-of.ts';

const reset: TcpOutcome = { kind: 'reset', error: new Error('ECONNRESET') };
const refused: TcpOutcome = { kind: 'refused', error: new Error('ECONNREFUSED') };
const answered: TcpOutcome = { kind: 'answered', answer: '48545450' };

/** Attempts that end in this way, one after the other, and then in the last of them. */
function attempts(...outcomes: [TcpOutcome, ...TcpOutcome[]]): () => Promise<TcpOutcome> {
  let count = 0;
  return async () => {
    await delay(2);
    return outcomes[Math.min(count++, outcomes.length - 1)] ?? outcomes[0];
  };
}

test('one answer among resets is the worst', async () => {
  expect(await worstOf(delay(40), attempts(reset, answered, reset), 1)).toEqual(answered);
});

test('resets are a reset, though a pod that is going cannot be reached', async () => {
  expect(await worstOf(delay(60), attempts(reset, refused, reset), 1)).toEqual(reset);
});

test('nothing but what could not be reached proves nothing', async () => {
  await expect(worstOf(delay(20), attempts(refused), 1)).rejects.toThrow(InconclusiveError);
});

test('what was going on and failed is the error', async () => {
  const going = delay(10).then(() => Promise.reject(new Error('not replaced')));
  await expect(worstOf(going, attempts(reset), 1)).rejects.toThrow('not replaced');
});
