import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import type { DimseOutcome } from '../../helpers/dimse/outcome.ts';

test.use({ requires: ['dicom-tls'] });

test(
  'an association that calls another AE title is rejected as such',
  { tag: ['@core'], annotation: exercisesDicomRoute },
  async ({ callers, tenant, denial }) => {
    const calling = unknownTitle();
    const { aeTitle } = tenant.dicom;
    const other = `NOT${aeTitle}`.slice(0, 16);
    await denial({
      what: `C-ECHO that calls ${other} where ${aeTitle} answers`,
      attempt: () => echo(callers.as(calling, other)),
      // PS3.8 §9.3.4: permanent, by the service user, reason 7.
      expect: kindRefusal<DimseOutcome>('rejected', {
        result: 'permanent',
        source: 'service-user',
        reason: 'called-ae-title-not-recognized',
      }),
      controls: [
        {
          what: `C-ECHO that calls ${aeTitle}`,
          attempt: async () => requireSuccess('C-ECHO', await echo(callers.as(calling))),
        },
      ],
    });
  },
);
