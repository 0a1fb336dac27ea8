import * as x509 from './x509.ts';

const usageBits = [
  ['digitalSignature', x509.KeyUsageFlags.digitalSignature],
  ['nonRepudiation', x509.KeyUsageFlags.nonRepudiation],
  ['keyEncipherment', x509.KeyUsageFlags.keyEncipherment],
  ['dataEncipherment', x509.KeyUsageFlags.dataEncipherment],
  ['keyAgreement', x509.KeyUsageFlags.keyAgreement],
  ['keyCertSign', x509.KeyUsageFlags.keyCertSign],
  ['cRLSign', x509.KeyUsageFlags.cRLSign],
  ['encipherOnly', x509.KeyUsageFlags.encipherOnly],
  ['decipherOnly', x509.KeyUsageFlags.decipherOnly],
] as const;

export type KeyUsage = (typeof usageBits)[number][0];

/** Names of the extended key usages (RFC 5280 §4.2.1.12); others stay OIDs, as `OID 1.2.3`. */
const extendedNames: Readonly<Record<string, ExtendedKeyUsage>> = {
  [x509.ExtendedKeyUsage.serverAuth]: 'serverAuth',
  [x509.ExtendedKeyUsage.clientAuth]: 'clientAuth',
  [x509.ExtendedKeyUsage.codeSigning]: 'codeSigning',
  [x509.ExtendedKeyUsage.emailProtection]: 'emailProtection',
  [x509.ExtendedKeyUsage.timeStamping]: 'timeStamping',
  [x509.ExtendedKeyUsage.ocspSigning]: 'OCSPSigning',
};

export type ExtendedKeyUsage =
  | 'serverAuth'
  | 'clientAuth'
  | 'codeSigning'
  | 'emailProtection'
  | 'timeStamping'
  | 'OCSPSigning'
  | `OID ${string}`;

/** The key usages that a certificate states; none if it has no such extension. */
export function keyUsages(certificate: x509.X509Certificate): readonly KeyUsage[] {
  const bits = certificate.getExtension(x509.KeyUsagesExtension)?.usages ?? 0;
  return usageBits.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name);
}

/** The extended key usages that a certificate states; none if it has no such extension. */
export function extendedKeyUsages(certificate: x509.X509Certificate): readonly ExtendedKeyUsage[] {
  const usages = certificate.getExtension(x509.ExtendedKeyUsageExtension)?.usages ?? [];
  return usages.map((oid): ExtendedKeyUsage => extendedNames[String(oid)] ?? `OID ${String(oid)}`);
}
