import type { Duplex } from 'node:stream';
import type { Refusal } from '../denial/refusal.ts';
import { toError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { socketFailure, type SocketFailure } from './socket-errors.ts';

/** What became of a connection on which something was said first, in classes that exclude each other. */
export type TcpOutcome =
  /** The other side answered; its first bytes, in hex. */
  | { readonly kind: 'answered'; readonly answer: string }
  /** Closed without a byte. */
  | { readonly kind: 'closed' }
  | { readonly kind: SocketFailure; readonly error: Error }
  | { readonly kind: 'unknown'; readonly error: Error };

/** Says `hello` and waits for the first bytes that come back. The stream is used up. */
export async function attemptTcp(stream: Duplex, hello: Uint8Array): Promise<TcpOutcome> {
  const limit = setTimeout(() => stream.destroy(tooLate()), timeouts.request);
  try {
    stream.write(hello);
    for await (const chunk of stream)
      if (chunk instanceof Buffer) return { kind: 'answered', answer: chunk.subarray(0, 20).toString('hex') };
    return { kind: 'closed' };
  } catch (thrown) {
    const error = toError(thrown);
    return { kind: socketFailure(error) ?? 'unknown', error };
  } finally {
    clearTimeout(limit);
    stream.destroy();
  }
}

/** Refused by ending in this way before a byte came back. */
export const tcpRefusal = (kind: 'closed' | 'reset'): Refusal<TcpOutcome> => ({
  what: kind === 'closed' ? 'the connection closed without an answer' : 'a reset of the connection',
  classify: (outcome) =>
    outcome.kind === kind ? 'refused' : outcome.kind === 'answered' ? 'allowed' : 'other',
  describe: (outcome) =>
    'error' in outcome
      ? `${outcome.kind}: ${outcome.error.message}`
      : outcome.kind === 'answered'
        ? `the answer ${outcome.answer}`
        : outcome.kind,
});

function tooLate(): Error {
  return Object.assign(new Error(`No answer within ${timeouts.request / 1000} s`), { code: 'ETIMEDOUT' });
}
