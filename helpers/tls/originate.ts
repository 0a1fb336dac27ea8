import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { isIP } from 'node:net';
import tls, { type ConnectionOptions, type PeerCertificate, type TLSSocket } from 'node:tls';
import { timeouts } from '../model/timeouts.ts';

export interface TlsOptions {
  /** The server name to send (SNI); `false` sends none, as most DICOM clients do. */
  readonly servername?: string | false;
  /** The name that the certificate must carry; by default `servername`, and without one no name is checked. */
  readonly identity?: string;
  /** The beginning that one of the certificate's URIs must have: `spiffe://cluster.local/`. */
  readonly uriPrefix?: string;
  /** The client's own certificate and key, in PEM. */
  readonly client?: { readonly cert: string; readonly key: string };
  /** PEM of the only authorities to trust; by default those that Node trusts. */
  readonly ca?: string;
  /** Protocols to offer by ALPN; by default the extension is not sent. */
  readonly alpn?: readonly string[];
  readonly minVersion?: tls.SecureVersion;
  readonly maxVersion?: tls.SecureVersion;
  readonly ciphers?: string;
  /** False accepts any certificate: only for looking at what is served. */
  readonly verify?: boolean;
  /** Milliseconds for the handshake (default: timeout `request`). */
  readonly timeout?: number;
}

/**
 * Makes a TLS client connection over a byte stream and resolves when the handshake is done.
 * @throws the error of Node's TLS as it is, with its `code`; the stream is destroyed.
 */
export async function originate(stream: Duplex, options: TlsOptions = {}): Promise<TLSSocket> {
  const socket = tls.connect(connectionOptions(stream, options));
  const timeout = options.timeout ?? timeouts.request;
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(timeout) });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined); // Errors after the first say nothing new.
    socket.destroy();
    stream.destroy();
    throw timedOut(error) ? handshakeTimeout(timeout) : error;
  }
}

function connectionOptions(stream: Duplex, options: TlsOptions): ConnectionOptions {
  const { servername = false, client, ca, alpn, minVersion, maxVersion, ciphers, verify = true } = options;
  // RFC 6066 §3 allows no addresses as server names.
  const sni = servername !== false && isIP(servername) === 0 ? { servername } : {};
  return {
    socket: stream,
    rejectUnauthorized: verify,
    checkServerIdentity: identityCheck(options),
    ...sni,
    ...client,
    ...(ca === undefined ? {} : { ca }),
    ...(alpn === undefined ? {} : { ALPNProtocols: [...alpn] }),
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
    ...(ciphers === undefined ? {} : { ciphers }),
  };
}

function identityCheck({ servername = false, identity, uriPrefix }: TlsOptions) {
  const expected = identity ?? (servername === false ? undefined : servername);
  return (_host: string, certificate: PeerCertificate): Error | undefined =>
    (uriPrefix === undefined ? undefined : checkUri(uriPrefix, certificate)) ??
    (expected === undefined ? undefined : tls.checkServerIdentity(expected, certificate));
}

function checkUri(prefix: string, { subjectaltname = '' }: PeerCertificate): Error | undefined {
  const uris = subjectaltname.split(', ').flatMap((name) => /^URI:(.*)/.exec(name)?.[1] ?? []);
  if (uris.some((uri) => uri.startsWith(prefix))) return undefined;
  const error = new Error(
    `Expected a certificate with a URI that begins ${prefix}, got ${subjectaltname || 'no names'}`,
  );
  return Object.assign(error, { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
}

function timedOut(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function handshakeTimeout(timeout: number): Error {
  return Object.assign(new Error(`No TLS handshake within ${timeout / 1000} s`), { code: 'ETIMEDOUT' });
}
