import { z } from 'zod';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercises, test } from '../../fixtures/test.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { stallAssociations } from '../../helpers/dimse/stalled-associations.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
import { readConfiguration } from '../../helpers/orthanc/copy-pod.ts';

test.use({ requires: ['dicom-tls'] });

// 4 is Orthanc's default.
const Threads = z.object({ DicomThreadsCount: z.int().default(4) });

test(
  'clients that hang in the midst of sending, one for each DICOM thread, leave C-ECHO an answer in bounded time',
  { tag: ['@extended', '@exclusive'], annotation: exercises('IngressRouteTCP/dicom-ingressroute') },
  async ({ callers, cluster, tenant }, info) => {
    const { files } = await readConfiguration(cluster, tenant);
    const { DicomThreadsCount } = Threads.parse(JSON.parse(files['orthanc.json'] ?? '{}'));
    const pods = await readyPods(cluster, tenant.namespace, tenant.orthanc.podSelector);
    const threads = DicomThreadsCount * pods.length;

    using stalled = await stallAssociations(callers.as(unknownTitle()), threads);
    if (stalled.accepted < threads)
      throw new InconclusiveError(
        `Expected ${threads} associations to stall, one for each DICOM thread, got ${stalled.accepted} accepted`,
      );
    const started = performance.now();
    const outcome = await echo(callers.as(unknownTitle()));
    requireSuccess(
      `C-ECHO while ${threads} clients hang in the midst of sending, one for each thread of ${pods.length} pods (next: look at \`DicomScpTimeout\` and \`DicomThreadsCount\`)`,
      outcome,
    );
    info.annotations.push(latencyAnnotation('C-ECHO beside stalled clients', performance.now() - started));
  },
);
