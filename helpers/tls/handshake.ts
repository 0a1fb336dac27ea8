import { Duplex } from 'node:stream';
import { toError } from '../model/errors.ts';
import { openTcp } from '../net/outside.ts';
import { codeOf, socketFailure, type SocketFailure } from '../net/socket-errors.ts';
import type { Target, TlsInfo } from '../net/vantage.ts';
import { alertOf, type AlertName } from './alerts.ts';
import { originate, type TlsOptions } from './originate.ts';
import { tlsInfo } from './tls-info.ts';

/** How a TLS handshake ended, in classes that exclude each other. */
export type HandshakeOutcome =
  | ({ readonly kind: 'connected' } & TlsInfo)
  /** The handshake went through, but this client does not trust the certificate; `code` is Node's or OpenSSL's. */
  | ({ readonly kind: 'untrusted'; readonly code: string } & TlsInfo)
  /** The server sent a fatal alert. */
  | { readonly kind: 'alert'; readonly alert: AlertName | 'unknown'; readonly number: number }
  /** The server closed the connection without an alert. */
  | { readonly kind: 'closed' }
  | { readonly kind: SocketFailure; readonly error: Error }
  /** What came is no TLS that this client speaks: plaintext, or a version that it refuses itself. */
  | { readonly kind: 'not-tls'; readonly code: string; readonly error: Error };

/**
 * Makes a TLS handshake, classifies how it ended, and closes the connection.
 * In TLS 1.3 a server judges a client's certificate after the handshake: such alerts are not seen here.
 * @throws only what is no outcome of a connection, such as an unreadable `ca`.
 */
export async function handshake(from: Duplex | Target, options: TlsOptions = {}): Promise<HandshakeOutcome> {
  try {
    const stream = from instanceof Duplex ? from : await openTcp(from);
    // Verification is judged afterwards, so that an untrusted chain is still there to be shown.
    const socket = await originate(stream, { ...options, verify: false });
    const info = tlsInfo(socket);
    const { authorized, authorizationError } = socket;
    socket.on('error', () => undefined).end();
    socket.destroySoon();
    if (authorized || options.verify === false) return { kind: 'connected', ...info };
    return { kind: 'untrusted', code: untrustedCode(authorizationError), ...info };
  } catch (thrown) {
    return classify(toError(thrown));
  }
}

/** Classifies an error that a TLS client connection ended with. */
export function classify(error: Error): HandshakeOutcome {
  const alert = alertOf(error);
  if (alert !== undefined) return { kind: 'alert', ...alert };
  const kind = socketFailure(error);
  if (kind !== undefined) return { kind, error };
  const code = codeOf(error);
  // Without a system call, Node means by this code that the peer closed.
  if (code === 'ECONNRESET') return { kind: 'closed' };
  if (code?.startsWith('ERR_SSL_')) return { kind: 'not-tls', code, error };
  throw error;
}

/** One line for messages: `alert protocol_version (70)`, `untrusted: CERT_HAS_EXPIRED`. */
export function describeOutcome(outcome: HandshakeOutcome): string {
  if (outcome.kind === 'connected') return `connected with ${outcome.protocol}, ${outcome.cipher}`;
  if (outcome.kind === 'untrusted') return `untrusted: ${outcome.code}`;
  if (outcome.kind === 'alert') return `alert ${outcome.alert} (${outcome.number})`;
  if (outcome.kind === 'closed') return 'closed without an alert';
  if (outcome.kind === 'not-tls') return `no TLS that this client speaks: ${outcome.code}`;
  return `${outcome.kind}: ${outcome.error.message}`;
}

/** Node types it as an Error and gives the code as a string (nodejs.org/api/tls.html, `tlsSocket.authorizationError`). */
function untrustedCode(error: unknown): string {
  return typeof error === 'string' ? error : (codeOf(error) ?? toError(error).message);
}
