import { unknownTitle } from '../../fixtures/dimse.ts';
import { exercisesDicomRoute, test } from '../../fixtures/test.ts';
import { kindRefusal } from '../../helpers/denial/refusal.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { attemptPlaintext, type PlaintextOutcome } from '../../helpers/dimse/plaintext.ts';
import type { Feature } from '../../helpers/model/approach.ts';

test.use({ requires: ['dicom-tls'] });

/** Traefik takes what is no TLS for HTTP; Envoy takes it for TLS of no version (RFC 8446 §6.2: protocol_version). */
const refusal = (features: readonly Feature[]) =>
  features.includes('traefik')
    ? kindRefusal<PlaintextOutcome>('http', { status: 400 }, ['dicom'])
    : kindRefusal<PlaintextOutcome>('tls-alert', { description: 70 }, ['dicom']);

test(
  'DICOM without TLS is refused where DICOM over TLS is served',
  { tag: ['@smoke', '@core'], annotation: exercisesDicomRoute },
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
