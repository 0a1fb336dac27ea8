import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';
import type { TlsOptions } from '../../helpers/tls/originate.ts';

const strangers: readonly (readonly [label: string, code: RegExp, change: () => Promise<TlsOptions>])[] = [
  [
    'another CA',
    // Which of them depends on whether the server shows its root.
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/,
    async () => ({ ca: (await createAuthority('another CA')).cert }),
  ],
  ['another name', /^ERR_TLS_CERT_ALTNAME_INVALID$/, async () => ({ identity: 'nowhere.example.org' })],
];

for (const [label, code, change] of strangers) {
  test(
    `a client that trusts ${label} refuses what HTTPS serves, where ours accepts it [${label}]`,
    { tag: ['@core'], annotation: exercisesWebRoute },
    async ({ tlsEntries, denial }) => {
      const { what, target, options } = tlsEntries.web;
      const changed = { ...options, ...(await change()) };
      const { classify, ...refusal } = kindRefusal<Awaited<ReturnType<typeof handshake>>>('untrusted');
      await denial({
        what: `${what} for a client that trusts ${label}`,
        attempt: () => handshake(target, changed),
        expect: {
          ...refusal,
          what: `the client's error ${code.source}`,
          classify: (outcome) =>
            outcome.kind === 'untrusted' && !code.test(outcome.code) ? 'other' : classify(outcome),
        },
        controls: [
          {
            what: "a client that trusts the tenant's CA connects",
            attempt: async () =>
              expect(describeOutcome(await handshake(target, options))).toMatch(/^connected/),
          },
        ],
      });
    },
  );
}
