import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { InconclusiveError } from '../model/errors.ts';
import { listen } from '../net/listen.ts';
import type { Target } from '../net/vantage.ts';
import { createAuthority } from './authority.ts';
import { describeOutcome, handshake, type HandshakeOutcome } from './handshake.ts';
import type { TlsOptions } from './originate.ts';

export type OldVersion = 'TLSv1' | 'TLSv1.1';

/** OpenSSL offers the old versions at security level 0 only; without it the client would refuse, not the server. */
function only(version: OldVersion) {
  return { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
}

/**
 * Makes a handshake that offers one old TLS version only, after this client has shown that it can.
 * @throws {InconclusiveError} when it cannot, for then a refusal proves nothing.
 */
export async function oldVersionHandshake(
  from: Duplex | Target,
  version: OldVersion,
  options: Pick<TlsOptions, 'servername' | 'alpn'> = {},
): Promise<HandshakeOutcome> {
  await proveClient(version);
  return handshake(from, { ...options, ...only(version), verify: false });
}

const proofs = new Map<OldVersion, Promise<void>>();

/** Proves once per process, against a server in it, that this client speaks the old version. */
export function proveClient(version: OldVersion): Promise<void> {
  const proof = proofs.get(version) ?? prove(version);
  proofs.set(version, proof);
  return proof;
}

async function prove(version: OldVersion): Promise<void> {
  const authority = await createAuthority('old TLS proof', { strength: 'rsa-2048' });
  const server = tls.createServer({ ...(await authority.issue({ sans: ['localhost'] })), ...only(version) });
  server.on('tlsClientError', () => undefined); // The client's side says what went wrong.
  const port = await listen(server);
  const outcome = await handshake({ host: '127.0.0.1', port }, { ...only(version), verify: false });
  server.close();
  if (outcome.kind === 'connected' && outcome.protocol === version) return;
  throw new InconclusiveError(
    `This machine's client cannot speak ${version}, so a refusal proves nothing: ` +
      `expected to connect to a ${version} server in this process, got ${describeOutcome(outcome)}. ` +
      'Next: use a Node.js whose OpenSSL still has it',
  );
}
