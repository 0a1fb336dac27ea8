import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercises, test } from '../../fixtures/test.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { holdAssociations } from '../../helpers/dimse/idle-associations.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';

test.use({ requires: ['dicom-tls'] });

/** More than there are DICOM threads, in all replicas together. */
const clients = 32;
/** Fewer would leave threads free. */
const enough = 24;

test(
  'clients that keep associations open and say nothing, more than there are DICOM threads, leave C-ECHO an answer in bounded time',
  { tag: ['@extended', '@exclusive'], annotation: exercises('IngressRouteTCP/dicom-ingressroute') },
  async ({ callers }, info) => {
    const started = performance.now();
    using idle = await holdAssociations(callers.as(unknownTitle()), clients);
    const outcome = await echo(callers.as(unknownTitle()));
    requireSuccess(
      `C-ECHO beside ${idle.accepted} associations that say nothing, after ${clients} were asked for. Next: look at \`DicomThreadsCount\``,
      outcome,
    );
    if (idle.accepted < enough)
      throw new InconclusiveError(
        `Expected at least ${enough} of ${clients} associations to be accepted and in the way, got ${idle.accepted}`,
      );
    info.annotations.push(
      latencyAnnotation(`C-ECHO beside ${idle.accepted} silent associations`, performance.now() - started),
    );
  },
);
