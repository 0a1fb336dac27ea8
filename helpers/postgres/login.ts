import { Socket } from 'node:net';
import tls, { type PeerCertificate } from 'node:tls';
import { Client, DatabaseError, type ClientConfig } from 'pg';
import { toError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { codeOf } from '../net/socket-errors.ts';

/** What our own sessions call themselves in `pg_stat_activity`. */
export const applicationName = 'korthweb';

export interface LoginOptions {
  /** A plain tunnel to PostgreSQL's port, or the port itself: PostgreSQL negotiates TLS in its own way. */
  readonly tunnel: { readonly host: string; readonly port: number };
  /** PEM of the only authority to trust; null for a server without TLS of its own, as one behind a sidecar. */
  readonly ca: string | null;
  /** The name that the certificate must carry. */
  readonly servername: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** How a login ended, in classes that exclude each other. */
export type LoginOutcome =
  | { readonly kind: 'accepted' }
  /** 28000: pg_hba.conf has no line for a connection without encryption. */
  | { readonly kind: 'encryption-required'; readonly code: string; readonly message: string }
  /** 28P01. */
  | { readonly kind: 'wrong-password'; readonly code: string; readonly message: string }
  /** Any other refusal by PostgreSQL itself. */
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string }
  /** The server has no TLS to offer. */
  | { readonly kind: 'no-tls' }
  | { readonly kind: 'untrusted'; readonly code: string }
  | { readonly kind: 'unreachable'; readonly error: Error };

/** Tries a login and classifies how it ended. `tls: false` sends no SSLRequest at all. */
export async function attemptLogin(
  options: LoginOptions & { readonly tls?: boolean },
): Promise<LoginOutcome> {
  const socket = new Socket();
  const plain = options.tls === false ? { ssl: false } : {};
  const client = new Client({ ...clientConfig(options), stream: () => socket, ...plain });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { kind: 'accepted' };
  } catch (thrown) {
    return classify(toError(thrown));
  } finally {
    // After a failed login, end() would wait for a server that need not say more.
    socket.destroy();
  }
}

/** What `pg` needs to log in, over verified TLS where there is an authority to trust. */
export function clientConfig({
  tunnel,
  ca,
  servername,
  user,
  password,
  database,
}: LoginOptions): ClientConfig {
  return {
    host: tunnel.host,
    port: tunnel.port,
    user,
    password,
    database,
    application_name: applicationName,
    connectionTimeoutMillis: timeouts.request,
    ssl: ca !== null && {
      ca,
      servername,
      // Node would otherwise check against the host, which is the tunnel's.
      checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
        tls.checkServerIdentity(servername, certificate),
    },
  };
}

function classify(error: Error): LoginOutcome {
  const code = codeOf(error) ?? '';
  if (error instanceof DatabaseError) return rejected(code, error.message);
  if (error.message === 'The server does not support SSL connections') return { kind: 'no-tls' };
  if (untrusted.test(code)) return { kind: 'untrusted', code };
  return { kind: 'unreachable', error };
}

// Codes of OpenSSL's verification and of Node's check of the name (nodejs.org/api/tls.html, "X509 certificate error codes").
const untrusted = /CERT|ISSUER|LEAF_SIGNATURE|CRL|_CA$|PATH_LENGTH|ALTNAME/;

function rejected(code: string, message: string): LoginOutcome {
  if (code === '28P01') return { kind: 'wrong-password', code, message };
  if (code === '28000' && /no encryption|SSL off/.test(message))
    return { kind: 'encryption-required', code, message };
  return { kind: 'rejected', code, message };
}
