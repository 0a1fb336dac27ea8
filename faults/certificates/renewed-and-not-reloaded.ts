import { replacePair } from '../../helpers/fault/certificates.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';

/** PostgreSQL reads its certificate when it starts, or when it is told to. The CA that Orthanc trusts stays. */
export default defineFault({
  title: 'The database Secret was renewed, and PostgreSQL still serves the certificate that it started with',
  requires: ['traefik', 'postgres-tls'],
  expected: ['certificates/served-is-the-secrets[database]'],
  change: async ({ tenant: { namespace, certificates } }) => {
    if (!certificates.database)
      throw new SetupError('Expected the tenant to have a certificate for its database');
    const { secret, sans } = certificates.database;
    const pair = await (await createAuthority('CA of a fault')).issue({ sans });
    return [replacePair({ apiVersion: 'v1', kind: 'Secret', namespace, name: secret }, pair)];
  },
});
