import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, test } from '../../fixtures/test.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { stallAssociations } from '../../helpers/dimse/stalled-associations.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';

test.use({ requires: ['dicom-tls'] });

/** A room of modalities on a line that broke. Orthanc gives each a thread until DCMTK's own 60 s have passed. */
const clients = 6;

test(
  `${clients} clients that hang in the midst of sending leave C-ECHO an answer in bounded time`,
  { tag: ['@extended', '@exclusive'], annotation: exercisesDicomRoute },
  async ({ callers }, info) => {
    using stalled = await stallAssociations(callers.as(unknownTitle()), clients);
    const started = performance.now();
    requireSuccess(
      `C-ECHO while ${clients} clients hang in the midst of sending (next: look at \`DicomThreadsCount\`)`,
      await echo(callers.as(unknownTitle())),
    );
    if (stalled.accepted < clients)
      throw new InconclusiveError(
        `Expected ${clients} associations to be accepted and then to stall, got ${stalled.accepted}`,
      );
    info.annotations.push(latencyAnnotation('C-ECHO beside stalled clients', performance.now() - started));
  },
);
