import { exercisesDicomRoute, exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import type { SecretCertificate } from '../../fixtures/certificates.ts';
import { servedTls, type ServedTls } from '../../helpers/postgres/served-certificate.ts';
import { describeOutcome, handshake } from '../../helpers/tls/handshake.ts';

test(
  'HTTPS serves the certificate of its Secret, and it verifies [web]',
  { tag: ['@smoke', '@core'], annotation: exercisesWebRoute },
  async ({ certificateOf, addresses, tenant, ca }) => {
    const { host, port } = tenant.web;
    const served = await handshake({ host: addresses.web, port }, { servername: host, ca });
    expectServed(`HTTPS at ${host}:${port}`, served, await certificateOf('web'));
  },
);

test.describe(() => {
  test.use({ requires: ['dicom-tls'] });

  test(
    'DICOM over TLS serves the certificate of its Secret, and it verifies [dicom]',
    { tag: ['@smoke', '@core'], annotation: exercisesDicomRoute },
    async ({ certificateOf, addresses, tenant, ca }) => {
      const { host, port } = tenant.dicom;
      const target = { host: addresses.dicom, port };
      const served = await handshake(target, { servername: host, ca, alpn: ['dicom'] });
      expectServed(`DICOM at ${host}:${port}`, served, await certificateOf('dicom'));
    },
  );
});

test.describe(() => {
  test.use({ requires: ['postgres-tls'] });

  test(
    'PostgreSQL serves the certificate of its Secret, and it verifies [database]',
    { tag: ['@core'] },
    async ({ certificateOf, inCluster, tenant, ca }) => {
      const { service, port } = tenant.database;
      const host = `${service}.${tenant.namespace}.svc`;
      const served = await servedTls(await inCluster.open({ host, port }), { servername: host, ca });
      expectServed(`PostgreSQL at ${host}:${port}`, served, await certificateOf('database'));
    },
  );
});

/** Which certificate comes first: one that is not trusted is most often another than the Secret's. */
function expectServed(what: string, served: ServedTls, { where, leaf }: SecretCertificate): void {
  const certificate = 'chain' in served ? served.chain[0] : undefined;
  const got = served.kind === 'no-tls' ? 'no TLS at all' : describeOutcome(served);
  expect(certificate, `the certificate that ${what} serves (${got})`).toBeDefined();
  expect(
    { serial: certificate?.serial, sha256: certificate?.sha256 },
    `${what} serves the certificate in ${where}. Next: if the Secret was renewed, see that the server reads it again`,
  ).toEqual({ serial: leaf.serial, sha256: leaf.sha256 });
  expect(got, `a client of ${what} that trusts the tenant's CA and no other`).toMatch(/^connected/);
}
