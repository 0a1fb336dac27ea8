import { setTimeout as delay } from 'node:timers/promises';
import { InconclusiveError } from '../model/errors.ts';
import type { TcpOutcome } from './attempt-tcp.ts';

/** So many resets show that the door was shut all the time; fewer might be by chance. */
const enough = 3;

/**
 * Makes one attempt after the other for as long as something goes on. Resolves to the first that was answered; where
 * none was, to a reset. What could not be reached, as a pod that is just going, is no answer and no reset.
 * @param pause from one attempt to the next (ms): what goes on needs the processor as well.
 * @throws {InconclusiveError} when there were hardly any resets either.
 */
export async function worstOf(
  going: Promise<unknown>,
  attempt: () => Promise<TcpOutcome>,
  pause = 250,
): Promise<TcpOutcome> {
  const outcomes: TcpOutcome[] = [];
  const over = new AbortController();
  const ended = going.finally(() => over.abort());
  ended.catch(() => undefined); // Awaited below, after the attempt that is under way.
  while (!over.signal.aborted) {
    outcomes.push(await attempt());
    await delay(pause, undefined, { signal: over.signal }).catch(() => undefined);
  }
  await ended;
  const answered = outcomes.find(({ kind }) => kind === 'answered');
  if (answered) return answered;
  const resets = outcomes.filter(({ kind }) => kind === 'reset');
  const [first] = resets;
  if (first && resets.length >= enough) return first;
  const kinds = outcomes.map(({ kind }) => kind).join(', ');
  throw new InconclusiveError(`Expected at least ${enough} resets meanwhile, got: ${kinds || 'nothing'}`);
}
