import { setTimeout as delay } from 'node:timers/promises';
import { explain, TimeoutError, toError } from './errors.ts';
import { timeouts, type TimeoutName } from './timeouts.ts';

export interface EventuallyOptions {
  /** What is awaited, as the object of "waited for": `Deployment orthweb to be available`. */
  readonly what: string;
  /** The named limit. */
  readonly timeout: TimeoutName;
  /** Milliseconds between attempts (default 250). */
  readonly every?: number;
  /** How many attempts in a row must succeed (default 1): more where state converges. */
  readonly successes?: number;
  /** Ends the wait with its reason; an attempt may abort it that knows that it waits in vain. */
  readonly signal?: AbortSignal;
}

/**
 * Tries `attempt` until it returns without throwing, and resolves to what it returned.
 * @throws {TimeoutError} with the last error as its `cause`.
 */
export async function eventually<Result>(
  attempt: () => Result | Promise<Result>,
  { what, timeout, every = 250, successes = 1, signal }: EventuallyOptions,
): Promise<Result> {
  const started = performance.now();
  const limit = timeouts[timeout];
  let inARow = 0;
  let last: Error | undefined;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const result = await attempt();
      if (++inARow >= successes) return result;
    } catch (thrown) {
      inARow = 0;
      last = toError(thrown);
    }
    signal?.throwIfAborted();
    const elapsed = performance.now() - started;
    if (elapsed + every > limit) throw timedOut(what, timeout, elapsed, last);
    await delay(every, undefined, signal ? { signal } : {});
  }
}

function timedOut(
  what: string,
  timeout: TimeoutName,
  elapsed: number,
  last: Error | undefined,
): TimeoutError {
  const state = last ? explain(last) : 'too few successes in a row';
  return new TimeoutError(
    `Waited ${(elapsed / 1000).toFixed(1)} s (timeout \`${timeout}\`) for ${what}; last seen: ${state}`,
    { cause: last },
  );
}
