import { test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { attemptLogin, type LoginOptions, type LoginOutcome } from '../../helpers/postgres/login.ts';

const cases: readonly {
  readonly title: string;
  readonly requires: 'postgres' | 'postgres-tls';
  readonly change: Partial<LoginOptions> & { readonly tls?: false };
  readonly refusal: Extract<LoginOutcome['kind'], 'encryption-required' | 'wrong-password'>;
}[] = [
  { title: 'without TLS', requires: 'postgres-tls', change: { tls: false }, refusal: 'encryption-required' },
  {
    title: 'with a wrong password',
    requires: 'postgres',
    change: { password: crypto.randomUUID() },
    refusal: 'wrong-password',
  },
];

for (const { title, requires, change, refusal } of cases) {
  test.describe(() => {
    test.use({ requires: [requires] });
    test(
      `a login to PostgreSQL ${title} is refused [${title}]`,
      { tag: ['@core'] },
      async ({ databaseLogin: right, denial }) => {
        const { user, database, servername } = right;
        await denial({
          what: `a login ${title} as ${user} to ${database} at ${servername}`,
          attempt: () => attemptLogin({ ...right, ...change }),
          expect: kindRefusal<LoginOutcome>(refusal, {}, ['accepted']),
          controls: [
            {
              what: 'the same login as it should be, with the right password',
              attempt: async () => {
                const outcome = await attemptLogin(right);
                if (outcome.kind !== 'accepted') throw new Error(`it ended as ${outcome.kind}`);
              },
            },
          ],
        });
      },
    );
  });
}
