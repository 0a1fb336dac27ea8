import { managedLeaf, withoutCertManager } from '../../helpers/fault/cert-manager.ts';
import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { certificateRef, issuerRef } from '../../helpers/kube/cert-manager.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import type { ManagedCertificate } from '../../helpers/model/approach.ts';

type Variant = readonly [
  variant: string,
  title: string,
  check: string,
  change: (context: FaultContext, leaf: ManagedCertificate) => readonly Change[],
];

const secretOf = ({ namespace, secret: name }: ManagedCertificate) =>
  ({ apiVersion: 'v1', kind: 'Secret', namespace, name }) as const;

const variants: readonly Variant[] = [
  [
    'no such issuer',
    "The gateway's Certificate asks an issuer that there is not",
    'certificates/managed-is-issued[issued]',
    (_context, leaf) => [
      { patch: certificateRef(leaf), with: { spec: { issuerRef: { name: 'korthweb-none' } } } },
    ],
  ],
  [
    'another issuer',
    "The gateway's Certificate is issued by itself",
    'certificates/managed-is-issued[Secret]',
    (context, leaf) => [
      { patch: certificateRef(leaf), with: { spec: { issuerRef: selfSignedIssuerOf(context, leaf) } } },
    ],
  ],
  [
    'name missing',
    "The gateway's Certificate lacks the DICOM host",
    'certificates/names-are-exact',
    ({ tenant }, leaf) => [{ patch: certificateRef(leaf), with: { spec: { dnsNames: [tenant.web.host] } } }],
  ],
  [
    'issuer not ready',
    "The Issuer of the gateway's Certificate has lost its CA",
    'certificates/issuers-are-ready',
    (_context, leaf) => [{ patch: issuerRef(leaf), with: { spec: { ca: { secretName: 'korthweb-none' } } } }],
  ],
  [
    'issuer gone',
    "There is no Issuer for the gateway's Certificate any more",
    'certificates/issuers-are-ready',
    (_context, leaf) => [{ delete: issuerRef(leaf) }],
  ],
  [
    'controller gone, Secret edited',
    'The Secret has lost its CA, and cert-manager is not there to see it',
    'certificates/managed-is-issued[Secret]',
    (_context, leaf) => [withoutCertManager(), { patch: secretOf(leaf), with: { data: { 'ca.crt': null } } }],
  ],
  [
    'renewal broken',
    'cert-manager is gone: nothing is renewed',
    'certificates/renewal-is-served',
    () => [withoutCertManager()],
  ],
  [
    'webhook down',
    "cert-manager's webhook is gone: nothing is checked, and nothing accepted",
    'certificates/webhook-answers',
    () => [withoutCertManager('cert-manager-webhook')],
  ],
  [
    'renewed too late',
    "The gateway's Certificate is renewed an hour before its end",
    'certificates/managed-is-issued[renewal time]',
    (_context, leaf) => [
      { patch: certificateRef(leaf), with: { spec: { renewBefore: '1h', duration: '2160h' } } },
    ],
  ],
];

/** Who issues the CA: it signs with the key of what it issues. @throws {SetupError} when cert-manager keeps no CA. */
function selfSignedIssuerOf(
  { tenant }: FaultContext,
  leaf: ManagedCertificate,
): ManagedCertificate['issuer'] {
  const ca = tenant.managedCertificates.find(({ secret }) => secret !== leaf.secret);
  if (ca) return ca.issuer;
  throw new SetupError(`Expected cert-manager to keep the CA that ${leaf.name} is issued by`);
}

export default defineFaults(
  variants.map(([variant, title, check, change]): Fault & { variant: string } => ({
    variant,
    title,
    requires: ['cert-manager'],
    expected: [check],
    change: (context) => change(context, managedLeaf(context)),
  })),
);
