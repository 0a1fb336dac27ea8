import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, expect, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { retrieveInstance } from '../../helpers/dicomweb/wado.ts';
import { dcmtk, hasDcmtk, type DcmtkOutcome } from '../../helpers/dimse/dcmtk.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';

test.use({ requires: ['dicom-tls'] });
// It is no part of the deployment, and not everywhere: whoever wants this check installs it.
test.skip(!hasDcmtk(), "needs DCMTK's echoscu and storescu on the PATH (Debian: apt-get install dcmtk)");

const annotation = exercisesDicomRoute;

test(
  "DCMTK's storescu stores over TLS, verifying what it is served, and WADO-RS returns the pixels [store]",
  { tag: ['@extended'], annotation },
  async ({ addresses, ca, callers, cleanup, dicomTarget, web }) => {
    const { bytes, facts } = makeInstance();
    cleanup.study(facts.studyInstanceUID);
    const endpoint = { ...callers.as(unknownTitle()), host: addresses.dicom, port: dicomTarget.port };
    const outcome = await dcmtk('storescu', { ...endpoint, ca, file: bytes });
    expect(outcome, 'how storescu ended').toEqual({ kind: 'success' });
    const retrieved = await retrieveInstance(web, facts);
    expect(retrieved.facts.pixelSha256, 'the pixels that WADO-RS returns').toBe(facts.pixelSha256);
  },
);

test(
  "DCMTK's echoscu verifies what it is served, and refuses it when it trusts another authority [trust]",
  { tag: ['@extended'], annotation },
  async ({ addresses, ca, callers, denial, dicomTarget }) => {
    const endpoint = { ...callers.as(unknownTitle()), host: addresses.dicom, port: dicomTarget.port };
    const { cert: otherCa } = await createAuthority('Another authority');
    await denial({
      what: 'C-ECHO by an echoscu that trusts another authority',
      attempt: () => dcmtk('echoscu', { ...endpoint, ca: otherCa }),
      expect: kindRefusal<DcmtkOutcome>('untrusted'),
      controls: [
        {
          what: "the same echoscu, trusting the tenant's authority",
          attempt: async () => {
            const outcome = await dcmtk('echoscu', { ...endpoint, ca });
            if (outcome.kind !== 'success') throw new Error(outcome.words);
          },
        },
      ],
    });
  },
);
