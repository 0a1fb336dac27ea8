import { configureConnection, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

const unverified = (
  variant: string,
  title: string,
  edit: (uri: string) => string,
  missed: string,
): Fault & { readonly variant: string } => ({
  variant,
  title,
  requires: ['postgres-tls'],
  expected: [`storage/impostor-database-is-refused[${missed}]`],
  change: async (context) => [await configureConnection(context, edit)],
  restart: (context) => [orthancWorkload(context)],
});

export default defineFaults([
  unverified(
    'encrypted only',
    'Orthanc encrypts its connection to whatever database answers, and trusts any certificate',
    (uri) => uri.replace('sslmode=verify-full', 'sslmode=require').replace(/&sslrootcert=[^&]*/, ''),
    'another authority',
  ),
  unverified(
    'any name',
    'Orthanc trusts any certificate of its authority for its database, whatever the name',
    (uri) => uri.replace('sslmode=verify-full', 'sslmode=verify-ca'),
    'another name',
  ),
]);
