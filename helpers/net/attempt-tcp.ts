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

type Ending = 'closed' | 'reset';

const inWords: Readonly<Record<Ending, string>> = {
  closed: 'the connection closed without an answer',
  reset: 'a reset of the connection',
};

/**
 * Refused by ending in one of these ways before a byte came back. Who closes a connection on which there is something
 * unread resets it (RFC 9293 §3.6.1), so a proxy that closes what it has accepted does the one or the other.
 */
export const tcpRefusal = (...endings: readonly [Ending, ...Ending[]]): Refusal<TcpOutcome> => ({
  what: endings.map((ending) => inWords[ending]).join(', or '),
  classify: (outcome) =>
    endings.some((ending) => ending === outcome.kind)
      ? 'refused'
      : outcome.kind === 'answered'
        ? 'allowed'
        : 'other',
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
