import type { Duplex } from 'node:stream';
import { unaryCall } from '../http/grpc.ts';

export interface CertificateRequest {
  /** PEM. */
  readonly csr: string;
  /** Of the ServiceAccount that is to be certified, for the audience `istio-ca`. */
  readonly token: string;
  /** What istiod calls itself: `istiod.istio-system.svc`. */
  readonly authority: string;
}

/**
 * Asks istiod for a certificate as a sidecar does, over a TLS stream to it. Resolves to the chain, the leaf first, the
 * mesh's own authority last. @throws {Error} with istiod's words.
 */
export async function certify(stream: Duplex, request: CertificateRequest): Promise<readonly string[]> {
  const { csr, token, authority } = request;
  const answer = await unaryCall(stream, {
    path: '/istio.v1.auth.IstioCertificateService/CreateCertificate',
    authority,
    headers: { authorization: `Bearer ${token}` },
    message: firstField(csr),
  });
  return firstFields(answer);
}

/** Protocol Buffers' tag of field 1 with a string, which is all that both messages have of us: `csr`, `cert_chain`. */
const tag = 0x0a;

function firstField(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([tag, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

function firstFields(message: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at < message.length;) {
    if (message[at++] !== tag)
      throw new Error(`An answer with another field than its chain, at byte ${at - 1}`);
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = message[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    found.push(message.toString('utf8', at, (at += length)));
  }
  return found;
}
