import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercises, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { attemptPlaintext, type PlaintextOutcome } from '../../helpers/dimse/plaintext.ts';
import type { Feature } from '../../helpers/model/approach.ts';

test.use({ requires: ['dicom-tls'] });

/** Traefik takes what is no TLS for HTTP; Envoy, which has no filter chain for it, closes. */
const refusal = (features: readonly Feature[]) =>
  features.includes('traefik')
    ? kindRefusal<PlaintextOutcome>('http', { status: 400 }, ['dicom'])
    : kindRefusal<PlaintextOutcome>('closed', {}, ['dicom']);

test(
  'DICOM without TLS is refused where DICOM over TLS is served',
  { tag: ['@smoke', '@core'], annotation: exercises('IngressRouteTCP/dicom-ingressroute') },
  async ({ approach, callers, outside, dicomTarget, tenant, denial }) => {
    const titles = callers.as(unknownTitle());
    await denial({
      what: `an association without TLS at ${tenant.dicom.host}:${dicomTarget.port}`,
      attempt: async () => attemptPlaintext(await outside.open(dicomTarget), titles),
      expect: refusal(approach.features),
      controls: [
        {
          what: 'C-ECHO over TLS at the same address',
          attempt: async () => requireSuccess('C-ECHO', await echo(titles)),
        },
      ],
    });
  },
);
