import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from './x509.ts';
import { parseCertificate } from './certificates.ts';

/** PEM of a certificate and of its private key (PKCS #8). */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

export interface IssueOptions {
  /** Common name of the subject (default: the first SAN). */
  readonly commonName?: string;
  /** DNS names and addresses. */
  readonly sans: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** `rsa-1024` with a SHA-1 signature is what today's clients must refuse. */
  readonly strength?: Strength;
  /** Makes an intermediate authority (default false). */
  readonly isCA?: boolean;
}

export type Strength = 'ec-p256' | 'rsa-2048' | 'rsa-1024';

/** A certificate authority in this process, for tests and faults. */
export interface Authority extends KeyPair {
  issue(options: IssueOptions): Promise<KeyPair>;
}

const day = 86_400_000;

/** Makes an authority with a self-signed certificate. */
export async function createAuthority(
  commonName: string,
  options: Partial<IssueOptions> = {},
): Promise<Authority> {
  const strength = options.strength ?? 'ec-p256';
  const keys = await generateKeys(strength);
  const certificate = await sign(
    { keys, commonName, issuerName: commonName, signer: keys.privateKey, strength },
    {
      notAfter: new Date(Date.now() + 3650 * day),
      ...options,
      sans: [],
      isCA: true,
    },
  );
  const pair = await toPem(certificate, keys);
  return { ...pair, issue: (request) => issue({ commonName, signer: keys.privateKey, strength }, request) };
}

/** Makes a certificate that is signed by its own key, and is no authority. */
export async function selfSigned(options: IssueOptions): Promise<KeyPair> {
  const strength = options.strength ?? 'ec-p256';
  const keys = await generateKeys(strength);
  const commonName = subjectOf(options);
  return toPem(
    await sign({ keys, commonName, issuerName: commonName, signer: keys.privateKey, strength }, options),
    keys,
  );
}

/** Restores an authority from its PEM, to issue with the CA that a cluster's Secret holds. */
export async function loadAuthority({ cert, key }: KeyPair): Promise<Authority> {
  const certificate = new x509.X509Certificate(cert);
  // Any encoding (PKCS #1, SEC 1) becomes the PKCS #8 that webcrypto reads.
  const der = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
  const { type, bits } = parseCertificate(cert).publicKey;
  const strength = type === 'ec' ? 'ec-p256' : 'rsa-2048';
  const algorithm = type === 'ec' ? { name: 'ECDSA', namedCurve: `P-${bits}` } : keyAlgorithms[strength];
  const signer = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  return {
    cert,
    key,
    issue: (request) => issue({ commonName: certificate.subjectName, signer, strength }, request),
  };
}

interface Issuer {
  readonly commonName: string | x509.Name;
  readonly signer: webcrypto.CryptoKey;
  readonly strength: Strength;
}

async function issue(
  { commonName: issuerName, signer, strength }: Issuer,
  options: IssueOptions,
): Promise<KeyPair> {
  const keys = await generateKeys(options.strength ?? strength);
  return toPem(
    await sign({ keys, commonName: subjectOf(options), issuerName, signer, strength }, options),
    keys,
  );
}

interface Signing {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly commonName: string;
  readonly issuerName: string | x509.Name;
  readonly signer: webcrypto.CryptoKey;
  readonly strength: Strength;
}

function sign(
  { keys, commonName, issuerName, signer }: Signing,
  options: IssueOptions,
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    // RFC 5280 §4.1.2.2: positive, so the first bit is 0.
    serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
    subject: nameOf(commonName),
    issuer: typeof issuerName === 'string' ? nameOf(issuerName) : issuerName,
    notBefore: options.notBefore ?? new Date(Date.now() - day),
    notAfter: options.notAfter ?? new Date(Date.now() + 90 * day),
    signingAlgorithm: signatureOf(signer, options),
    publicKey: keys.publicKey,
    signingKey: signer,
    extensions: extensions(options),
  });
}

const nameOf = (commonName: string) => [{ CN: [commonName] }];
const subjectOf = ({ commonName, sans }: IssueOptions): string => commonName ?? sans[0] ?? 'unnamed';

const { KeyUsageFlags: usage } = x509;
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a sum of flags is of their type
const authorityUsages: x509.KeyUsageFlags = usage.keyCertSign | usage.cRLSign;
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- as above
const serverUsages: x509.KeyUsageFlags = usage.digitalSignature | usage.keyEncipherment;

function extensions({ sans, isCA = false }: IssueOptions): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(isCA, undefined, true),
    new x509.KeyUsagesExtension(isCA ? authorityUsages : serverUsages, true),
    ...(isCA ? [] : [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])]),
    ...(sans.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(sans.map(generalName))]),
  ];
}

function generalName(value: string): x509.JsonGeneralName {
  return { type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value };
}

const keyAlgorithms = {
  'ec-p256': { name: 'ECDSA', namedCurve: 'P-256' },
  'rsa-2048': rsa(2048, 'SHA-256'),
  'rsa-1024': rsa(1024, 'SHA-1'),
} as const;

function rsa(modulusLength: number, hash: string) {
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, hash, publicExponent: new Uint8Array([1, 0, 1]) };
}

function generateKeys(strength: Strength): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithms[strength], true, ['sign', 'verify']);
}

function signatureOf(signer: webcrypto.CryptoKey, { strength }: IssueOptions) {
  const hash = strength === 'rsa-1024' ? 'SHA-1' : 'SHA-256';
  return { name: signer.algorithm.name, hash };
}

async function toPem(
  certificate: x509.X509Certificate,
  { privateKey }: webcrypto.CryptoKeyPair,
): Promise<KeyPair> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', privateKey);
  return {
    cert: `${certificate.toString('pem')}\n`,
    key: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
  };
}
