import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { TlsInfo } from '../net/vantage.ts';
import { parseCertificate, type Certificate } from './certificates.ts';

/** What a TLS connection agreed upon, and the chain that the server showed. */
export function tlsInfo(socket: TLSSocket): TlsInfo {
  return {
    protocol: socket.getProtocol() ?? 'none',
    cipher: socket.getCipher().name,
    alpn: socket.alpnProtocol === false || socket.alpnProtocol === null ? undefined : socket.alpnProtocol,
    chain: servedChain(socket),
  };
}

/** Leaf first. Node completes it with the trusted root, where that is known and was not served. */
function servedChain(socket: TLSSocket): readonly Certificate[] {
  const chain: Certificate[] = [];
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  // A self-signed certificate is its own issuer.
  while (next?.raw !== undefined && chain.at(-1)?.sha256 !== fingerprint(next)) {
    chain.push(parseCertificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}

function fingerprint({ fingerprint256 }: DetailedPeerCertificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase();
}
