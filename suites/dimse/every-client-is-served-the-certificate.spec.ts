import { AETitle } from '../../helpers/dicom/identifiers.ts';
import { unknownTitle } from '../../fixtures/dimse.ts';
import { certificateNamespace } from '../../helpers/kube/tenant-authority.ts';
import { exercisesDicomRoute, expect, test } from '../../fixtures/test.ts';
import { echo } from '../../helpers/dimse/echo.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { readSecretKey } from '../../helpers/kube/secret.ts';
import { parseCertificate } from '../../helpers/tls/certificates.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';

test.use({ requires: ['dicom-tls'] });

// DCMTK's tools send no server name and offer ALPN `dicom`; older ones offer nothing.
const cases = [
  { title: 'with SNI, with ALPN dicom', sni: true, alpn: ['dicom'] },
  { title: 'with SNI, without ALPN', sni: true, alpn: undefined },
  { title: 'without SNI, with ALPN dicom', sni: false, alpn: ['dicom'] },
  { title: 'without SNI, without ALPN', sni: false, alpn: undefined },
] as const;

for (const { title, sni, alpn } of cases) {
  test(
    `a DICOM client ${title} is served DICOM's own certificate, and its C-ECHO succeeds [${title}]`,
    { tag: ['@core'], annotation: exercisesDicomRoute },
    async ({ approach, cluster, tenant, dicomTarget, outside, ca }) => {
      const { host, aeTitle } = tenant.dicom;
      const tls = { ca, identity: host, ...(sni ? { servername: host } : {}), ...(alpn ? { alpn } : {}) };
      const outcome = await handshake(dicomTarget, tls);
      expect(
        describeOutcome(outcome),
        `the handshake with ${host}:${dicomTarget.port} ${title}, verified by the tenant's CA for the name ${host}`,
      ).toMatch(/^connected/);
      if (outcome.kind !== 'connected') return;
      // RFC 7301 §3.2: a server that supports ALPN chooses, and Traefik must; Envoy leaves the offer unanswered.
      const chosen = approach.features.includes('traefik') ? alpn?.[0] : undefined;
      expect(outcome.alpn, 'the protocol that the ingress chose').toBe(chosen);

      const { secret } = tenant.certificates.dicom;
      const namespace = certificateNamespace(tenant);
      const kept = parseCertificate(await readSecretKey(cluster, { namespace, name: secret }, 'tls.crt'));
      expect(outcome.chain[0]?.sha256, `SHA-256 of the leaf served, beside that of Secret ${secret}`).toBe(
        kept.sha256,
      );

      await using tunnel = await outside.tunnel({ ...dicomTarget, tls });
      const calling = AETitle.parse(unknownTitle());
      const endpoint = { host: tunnel.host, port: tunnel.port, calling, called: AETitle.parse(aeTitle) };
      requireSuccess(`C-ECHO ${title}`, await echo(endpoint));
    },
  );
}
