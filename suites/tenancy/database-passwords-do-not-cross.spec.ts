import { expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { attemptLogin, type LoginOutcome } from '../../helpers/postgres/login.ts';

test.use({ requires: ['multi-tenant', 'postgres'] });

test(
  "the other tenant's password does not open this tenant's database",
  { tag: ['@core'] },
  async ({ databaseLogin: right, other, denial }) => {
    const { user, password } = other.databaseCredentials;
    await denial({
      what: `a login to ${right.servername} as ${other.tenant.name} logs in to its own database`,
      attempt: () => attemptLogin({ ...right, user, password }),
      expect: kindRefusal<LoginOutcome>('wrong-password', {}, ['accepted']),
      controls: [
        {
          what: 'the same with the password of its own',
          attempt: async () => expect((await attemptLogin(right)).kind).toBe('accepted'),
        },
      ],
    });
  },
);
