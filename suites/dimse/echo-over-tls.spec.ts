import { exercisesDicomRoute, test } from '../../fixtures/test.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';

test.use({ requires: ['dicom-tls'] });

test(
  'C-ECHO over TLS, through the ingress, succeeds',
  { tag: ['@smoke', '@core'], annotation: exercisesDicomRoute },
  async ({ callers, tenant, dicom }, info) => {
    const started = performance.now();
    const outcome = await echo(callers.as(unknownTitle()));
    const { host, port, aeTitle } = tenant.dicom;
    const tunnel = dicom.lastError();
    const why = tunnel === undefined ? '' : ` (${tunnel})`;
    requireSuccess(`C-ECHO with ${aeTitle} at ${host}:${port}, over TLS${why}`, outcome);
    info.annotations.push(latencyAnnotation('C-ECHO over TLS', performance.now() - started));
  },
);
