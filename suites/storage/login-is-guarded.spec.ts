import { test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { attemptLogin, type LoginOptions, type LoginOutcome } from '../../helpers/postgres/login.ts';

test.use({ requires: ['postgres-tls'] });

const cases: readonly {
  readonly title: string;
  readonly change: Partial<LoginOptions> & { readonly tls?: false };
  readonly refusal: Extract<LoginOutcome['kind'], 'encryption-required' | 'wrong-password'>;
}[] = [
  { title: 'without TLS', change: { tls: false }, refusal: 'encryption-required' },
  { title: 'with a wrong password', change: { password: crypto.randomUUID() }, refusal: 'wrong-password' },
];

for (const { title, change, refusal } of cases) {
  test(
    `a login to PostgreSQL ${title} is refused [${title}]`,
    { tag: ['@core'] },
    async ({ ca, databaseCredentials, databaseTunnel: tunnel, tenant, denial }) => {
      const { service, database } = tenant.database;
      const servername = `${service}.${tenant.namespace}.svc`;
      const right = { ...databaseCredentials, tunnel, ca, servername, database };
      await denial({
        what: `a login ${title} as ${right.user} to ${database} at ${servername}`,
        attempt: () => attemptLogin({ ...right, ...change }),
        expect: kindRefusal<LoginOutcome>(refusal, {}, ['accepted']),
        controls: [
          {
            what: 'the same login over verified TLS, with the right password',
            attempt: async () => {
              const outcome = await attemptLogin(right);
              if (outcome.kind !== 'accepted') throw new Error(`it ended as ${outcome.kind}`);
            },
          },
        ],
      });
    },
  );
}
