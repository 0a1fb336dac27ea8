import { X509Certificate } from 'node:crypto';
import type { Certificate } from './certificates.ts';

export interface ChainProblem {
  readonly kind: 'no-issuer' | 'bad-signature' | 'issuer-is-no-ca' | 'not-yet-valid' | 'expired';
  /** Subject of the certificate concerned. */
  readonly subject: string;
  readonly message: string;
}

/**
 * Follows a certificate up to a trusted authority and returns everything that is wrong on the way; empty is good.
 * @param certificates the leaf, or the leaf and its intermediates.
 * @param authority the only certificate that is trusted.
 */
export function verifyChain(
  certificates: Certificate | readonly Certificate[],
  authority: Certificate,
  at: Date = new Date(),
): readonly ChainProblem[] {
  const [leaf, ...intermediates] = 'pem' in certificates ? [certificates] : certificates;
  if (leaf === undefined) return [noIssuer('(no certificate)', authority)];
  return follow(leaf, [authority, ...intermediates], { authority, at });
}

interface Trust {
  readonly authority: Certificate;
  readonly at: Date;
}

function follow(
  certificate: Certificate,
  candidates: readonly Certificate[],
  trust: Trust,
): readonly ChainProblem[] {
  const own = validity(certificate, trust.at);
  if (certificate.sha256 === trust.authority.sha256) return own;
  const issuer = candidates.find(
    ({ subject, pem }) => subject === certificate.issuer && issued(pem, certificate),
  );
  if (issuer === undefined) return [...own, brokenLink(certificate, candidates, trust.authority)];
  const rest = candidates.filter((other) => other !== issuer);
  return [...own, ...authorityProblems(issuer), ...follow(issuer, rest, trust)];
}

function issued(issuerPem: string, certificate: Certificate): boolean {
  return new X509Certificate(certificate.pem).verify(new X509Certificate(issuerPem).publicKey);
}

function brokenLink(
  certificate: Certificate,
  candidates: readonly Certificate[],
  authority: Certificate,
): ChainProblem {
  const { subject, issuer } = certificate;
  if (!candidates.some((candidate) => candidate.subject === issuer))
    return noIssuer(subject, authority, issuer);
  const message = `${subject} names ${issuer} as its issuer, whose key did not sign it`;
  return { kind: 'bad-signature', subject, message };
}

function noIssuer(subject: string, authority: Certificate, issuer?: string): ChainProblem {
  const got = issuer === undefined ? '' : `, which was issued by ${issuer}`;
  return { kind: 'no-issuer', subject, message: `No path from ${subject}${got}, to ${authority.subject}` };
}

function authorityProblems({ subject, isCA }: Certificate): readonly ChainProblem[] {
  if (isCA) return [];
  return [{ kind: 'issuer-is-no-ca', subject, message: `${subject} issued a certificate but is no CA` }];
}

function validity({ subject, notBefore, notAfter }: Certificate, at: Date): readonly ChainProblem[] {
  if (at < notBefore) {
    return [
      { kind: 'not-yet-valid', subject, message: `${subject} is valid from ${notBefore.toISOString()}` },
    ];
  }
  if (at > notAfter) {
    return [{ kind: 'expired', subject, message: `${subject} expired at ${notAfter.toISOString()}` }];
  }
  return [];
}
