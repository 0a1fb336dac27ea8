import type { Duplex } from 'node:stream';
import { timeouts } from '../model/timeouts.ts';
import { handshake, type HandshakeOutcome } from '../tls/handshake.ts';
import type { TlsOptions } from '../tls/originate.ts';

/** What PostgreSQL answered to the request for TLS, and how the handshake then ended. */
export type ServedTls = HandshakeOutcome | { readonly kind: 'no-tls' };

/** SSLRequest (postgresql.org/docs/current/protocol-message-formats.html): its length and the code 80877103. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Asks PostgreSQL for TLS over a fresh byte stream and makes the handshake, so that what it serves can be looked at
 * without a login. The stream is used up.
 */
export async function servedTls(stream: Duplex, options: TlsOptions): Promise<ServedTls> {
  stream.write(sslRequest);
  const answer = await firstByte(stream);
  if (answer === 'S') return handshake(stream, options);
  stream.destroy();
  if (answer === 'N') return { kind: 'no-tls' };
  throw new Error(
    `Expected PostgreSQL to answer S or N to an SSLRequest, got ${answer ?? 'the end of the stream'}`,
  );
}

async function firstByte(stream: Duplex): Promise<string | undefined> {
  const signal = AbortSignal.timeout(timeouts.request);
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const onData = (chunk: Buffer): void => {
    // The server says nothing more until the handshake; TLS reads on from here.
    stream.pause();
    resolve(chunk.toString('latin1'));
  };
  const onEnd = (): void => resolve(undefined);
  const onTimeout = (): void => reject(new Error('PostgreSQL did not answer an SSLRequest in time'));
  stream.once('data', onData).once('end', onEnd).once('error', reject);
  signal.addEventListener('abort', onTimeout);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', onTimeout);
    stream.off('data', onData).off('end', onEnd).off('error', reject);
  }
}
