import { exercisesDicomRoute, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';
import { describeOutcome, handshake, type HandshakeOutcome } from '../../helpers/tls/handshake.ts';

test.use({ requires: ['dicom-tls'] });

test(
  'a DICOM client that trusts another authority refuses what is served',
  { tag: ['@core'], annotation: exercisesDicomRoute },
  async ({ dicomTarget, tenant, ca, denial }) => {
    const { host, port } = tenant.dicom;
    const { cert: otherCa } = await createAuthority('Another authority');
    const connectWith = (trusted: string): Promise<HandshakeOutcome> =>
      handshake(dicomTarget, { ca: trusted, servername: host, alpn: ['dicom'] });
    await denial({
      what: `a handshake with ${host}:${port} by a client that trusts another authority`,
      attempt: () => connectWith(otherCa),
      expect: kindRefusal<HandshakeOutcome>('untrusted', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
      controls: [
        {
          what: "the same client, trusting the tenant's authority",
          attempt: async () => {
            const outcome = await connectWith(ca);
            if (outcome.kind !== 'connected') throw new Error(describeOutcome(outcome));
          },
        },
      ],
    });
  },
);
