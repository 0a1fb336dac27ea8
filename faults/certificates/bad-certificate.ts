import { certificateSecret, replacePair, trustAuthority } from '../../helpers/fault/certificates.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';
import { createAuthority, selfSigned, type Authority, type KeyPair } from '../../helpers/tls/authority.ts';

const day = 86_400_000;
const fromNow = (days: number): Date => new Date(Date.now() + days * day);

type Use = 'web' | 'dicom';
type Make = (authority: Authority, sans: readonly string[]) => Promise<KeyPair>;

/** Each is signed by the CA that clients trust, unless that is what is wrong with it. */
const bad: readonly (readonly [variant: string, title: string, check: string, make: Make])[] = [
  [
    'expired',
    'The certificate has expired',
    'validity',
    (authority, sans) => authority.issue({ sans, notBefore: fromNow(-90), notAfter: fromNow(-1) }),
  ],
  [
    'expires-soon',
    'The certificate expires in three days',
    'validity',
    (authority, sans) => authority.issue({ sans, notAfter: fromNow(3) }),
  ],
  [
    'not-yet-valid',
    'The certificate is not valid yet',
    'validity',
    (authority, sans) => authority.issue({ sans, notBefore: fromNow(1), notAfter: fromNow(90) }),
  ],
  [
    'self-signed',
    'The certificate is signed by its own key',
    'chain-leads-to-the-ca',
    (_authority, sans) => selfSigned({ sans }),
  ],
  [
    'of-another-ca',
    'The certificate is signed by another CA of the same name',
    'chain-leads-to-the-ca',
    async (_authority, sans) => (await createAuthority('CA of a fault')).issue({ sans }),
  ],
  [
    'wrong-name',
    'The certificate is for another name',
    'names-are-exact',
    (authority, sans) => authority.issue({ sans: sans.map((name) => `old-${name}`) }),
  ],
  [
    'key-of-another',
    'The key beside the certificate is that of another',
    'key-matches',
    async (authority, sans) => ({
      cert: (await authority.issue({ sans })).cert,
      key: (await authority.issue({ sans })).key,
    }),
  ],
  [
    'weak',
    'The certificate has an RSA key of 1024 bits',
    'strength',
    (authority, sans) => authority.issue({ sans, strength: 'rsa-1024' }),
  ],
  [
    'may-sign',
    'The certificate that is served may sign others',
    'usages-fit',
    (authority, sans) => authority.issue({ sans, isCA: true }),
  ],
];

const variantsOf = (use: Use): (Fault & { variant: string })[] =>
  bad.map(([variant, title, check, make]) => ({
    variant: `${use} ${variant}`,
    title: `${title} (${use})`,
    // Where another component owns the Secrets it puts them back at once.
    requires: use === 'dicom' ? ['traefik', 'dicom-tls'] : ['traefik'],
    expected: [`certificates/${check}[${use}]`],
    change: async (context) => {
      const strength = variant === 'weak' ? 'rsa-2048' : 'ec-p256';
      const authority = await createAuthority('CA of a fault', { strength });
      const pair = await make(authority, context.tenant.certificates[use].sans);
      return [trustAuthority(context, authority), replacePair(certificateSecret(context, use), pair)];
    },
  }));

export default defineFaults([
  ...variantsOf('web'),
  ...variantsOf('dicom').filter(({ variant }) => /expired|wrong-name|key-of-another/.test(variant)),
]);
