import { configurePostgres, postgresWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';
import type { Feature } from '../../helpers/model/approach.ts';

interface Guard {
  readonly variant: string;
  readonly title: string;
  readonly requires: Feature;
  readonly expected: string;
  readonly edit: (hba: string) => string;
}

const unguarded = ({
  variant,
  title,
  requires,
  expected,
  edit,
}: Guard): Fault & { readonly variant: string } => ({
  variant,
  title,
  requires: [requires],
  expected: [`storage/login-is-guarded[${expected}]`],
  change: async (context) => [await configurePostgres(context, 'pg_hba.conf', edit)],
  restart: (context) => [postgresWorkload(context)],
});

export default defineFaults(
  [
    {
      variant: 'plaintext',
      title: 'PostgreSQL lets in who comes without TLS',
      requires: 'postgres-tls' as const,
      expected: 'without TLS',
      edit: (hba: string) => hba.replaceAll(/^hostssl\b/gm, 'host   '),
    },
    {
      variant: 'trust',
      title: 'PostgreSQL lets in whoever comes, whatever the password',
      requires: 'postgres' as const,
      expected: 'with a wrong password',
      edit: (hba: string) => hba.replaceAll('scram-sha-256', 'trust'),
    },
  ].map(unguarded),
);
