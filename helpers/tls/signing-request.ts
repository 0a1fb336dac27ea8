import { webcrypto } from 'node:crypto';
import * as x509 from './x509.ts';

/** PEM of a private key (PKCS #8) and of the request to certify it. */
export interface SigningRequest {
  readonly key: string;
  readonly csr: string;
}

/** Makes a key and a request that names nobody: whose key it is, the authority knows by who asks. */
export async function signingRequest(): Promise<SigningRequest> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), csr: request.toString('pem') };
}
