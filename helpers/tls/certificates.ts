import {
  createHash,
  createPrivateKey,
  X509Certificate as NodeCertificate,
  type KeyObject,
} from 'node:crypto';
import * as x509 from './x509.ts';
import { z } from 'zod';
import { extendedKeyUsages, keyUsages, type ExtendedKeyUsage, type KeyUsage } from './usages.ts';

/** An X.509 certificate as checks want to read it. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, lower case. */
  readonly serial: string;
  /** Subject alternative names, values only: DNS names, addresses, URIs, e-mail addresses. */
  readonly sans: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyUsages: readonly KeyUsage[];
  /** Well-known names such as `serverAuth`; others as `OID 1.2.3`. */
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[];
  readonly isCA: boolean;
  /** `bits` is the modulus of RSA and the field size of elliptic curves. */
  readonly publicKey: { readonly type: string; readonly bits: number };
  /** `ECDSA with SHA-256`. */
  readonly signatureAlgorithm: string;
  /** SHA-256 of the certificate's DER, lower-case hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the SubjectPublicKeyInfo's DER, base64: what Chromium's SPKI list takes. */
  readonly spkiSha256: string;
  readonly pem: string;
}

/**
 * Reads one certificate of PEM or DER; of a PEM bundle, the first.
 * @throws {Error} saying what was got instead of a certificate.
 */
export function parseCertificate(encoded: string | Uint8Array): Certificate {
  try {
    return describe(
      new x509.X509Certificate(typeof encoded === 'string' ? firstPem(encoded) : Buffer.from(encoded)),
    );
  } catch (thrown) {
    const got = typeof encoded === 'string' ? `${encoded.length} characters` : `${encoded.byteLength} bytes`;
    throw new Error(`Expected an X.509 certificate (PEM or DER), got ${got} that are none`, {
      cause: thrown,
    });
  }
}

/** Reads all certificates of a PEM bundle, in its order. */
export function parseCertificates(bundle: string): readonly Certificate[] {
  return pems(bundle).map((pem) => parseCertificate(pem));
}

/** Whether the private key (PEM) is that of the certificate's public key. */
export function keyMatches(certificate: Certificate, privateKey: string): boolean {
  return new NodeCertificate(certificate.pem).checkPrivateKey(createPrivateKey(privateKey));
}

const pems = (bundle: string): readonly string[] =>
  bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

function firstPem(text: string): string {
  const [pem] = pems(text);
  if (pem === undefined) throw new Error('no PEM block of type CERTIFICATE');
  return pem;
}

function describe(parsed: x509.X509Certificate): Certificate {
  const der = Buffer.from(parsed.rawData);
  const { publicKey } = new NodeCertificate(der);
  return {
    subject: parsed.subject,
    issuer: parsed.issuer,
    serial: parsed.serialNumber.toLowerCase(),
    sans:
      parsed.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map(({ value }) => value) ?? [],
    notBefore: parsed.notBefore,
    notAfter: parsed.notAfter,
    keyUsages: keyUsages(parsed),
    extendedKeyUsages: extendedKeyUsages(parsed),
    isCA: parsed.getExtension(x509.BasicConstraintsExtension)?.ca ?? false,
    publicKey: strength(publicKey),
    signatureAlgorithm: signatureName(parsed.signatureAlgorithm),
    sha256: createHash('sha256').update(der).digest('hex'),
    spkiSha256: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
    pem: `${parsed.toString('pem').trim()}\n`,
  };
}

function strength(key: KeyObject): Certificate['publicKey'] {
  const type = key.asymmetricKeyType ?? 'unknown';
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  return { type, bits: modulusLength ?? curveBits(namedCurve ?? type) };
}

/** `prime256v1` → 256, `secp384r1` → 384; the Edwards curves carry other numbers in their names. */
function curveBits(curve: string): number {
  if (curve === 'ed25519') return 255;
  return Number(/\d{3}/.exec(curve)?.[0] ?? 0);
}

function signatureName(algorithm: x509.X509Certificate['signatureAlgorithm']): string {
  const { name, hash } = z
    .object({ name: z.string(), hash: z.object({ name: z.string() }).optional() })
    .parse(algorithm);
  return hash === undefined ? name : `${name} with ${hash.name}`;
}
