import type { Duplex } from 'node:stream';
import type { Certificate } from '../tls/certificates.ts';
import type { TlsOptions } from '../tls/originate.ts';

/** A host and port as they are called where the connection starts. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** The client's own port, by which the server's log knows the connection (default: any). */
  readonly sourcePort?: number;
}

/** Where a connection starts: outside the cluster, or in a pod. */
export interface Vantage {
  readonly name: string;
  /**
   * Opens a byte stream.
   * @throws an error with a `code` as Node's sockets have it: ECONNREFUSED, ETIMEDOUT, ENOTFOUND …
   */
  open(target: Target): Promise<Duplex>;
  /** Offers the target on a loopback port, so that any client works from here; with `tls`, as plaintext. */
  tunnel(options: TunnelOptions): Promise<Tunnel>;
}

export interface TunnelOptions extends Target {
  readonly tls?: TlsOptions;
}

/** What the far side of a tunnel agreed upon in its last TLS handshake. */
export interface TlsInfo {
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn: string | undefined;
  readonly chain: readonly Certificate[];
}

/** Where in a tunnel something failed: while opening, in the TLS handshake, or on the open stream. */
export interface TunnelFailure {
  readonly stage: 'open' | 'tls' | 'stream';
  readonly error: Error;
}

/**
 * A loopback port that leads to a target. A reset arrives as a reset, and *only* a reset of the target does: where the
 * target could not be opened, the client sees an end of stream, and `lastFailure` says why.
 */
export interface Tunnel extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly tlsInfo: TlsInfo | undefined;
  /** The far side's last error as text (in a pod: socat's stderr), for the evidence. */
  lastError(): string | undefined;
  lastFailure(): TunnelFailure | undefined;
}
