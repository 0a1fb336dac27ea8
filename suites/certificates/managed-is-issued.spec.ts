import { exercises, expect, test } from '../../fixtures/test.ts';
import { notIssued, readCertManagerCertificate } from '../../helpers/kube/cert-manager.ts';
import { readSecret } from '../../helpers/kube/secret.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { parseCertificate } from '../../helpers/tls/certificates.ts';

test.use({ requires: ['cert-manager'] });

const promised = exercises('Certificate/my-ca', 'Certificate/orthweb-cert', 'Certificate/int-ca-cert');
/** How far a served lifetime may be from the one asked for: clocks, and the backdating of notBefore. */
const toleranceMs = 10 * 60_000;
/** How much of its lifetime a certificate has left when it is renewed, at the least: room for somebody to notice. */
const leftAtRenewal = 0.1;

test(
  'every Certificate is Ready at its newest generation, and none is being issued [issued]',
  { tag: ['@smoke', '@core'], annotation: promised },
  async ({ cluster, tenant: { managedCertificates } }) => {
    expect(managedCertificates.length, 'Certificates that the approach has').toBeGreaterThan(0);
    for (const managed of managedCertificates) {
      // A renewal that is under way comes to its end by itself.
      const state = await eventually(
        async () => {
          const amiss = notIssued(await readCertManagerCertificate(cluster, managed));
          if (amiss.length > 0) throw new Error(amiss.join('; '));
          return 'issued';
        },
        { what: `Certificate ${managed.name} to be issued`, timeout: 'visible' },
      ).catch(explain);
      expect(state, `Certificate ${managed.namespace}/${managed.name}`).toBe('issued');
    }
  },
);

test(
  "every Certificate's Secret holds what it says: key, chain, issuer, lifetime [Secret]",
  { tag: ['@core'], annotation: promised },
  async ({ cluster, tenant: { managedCertificates } }) => {
    for (const managed of managedCertificates) {
      const { namespace, name, secret, issuer } = managed;
      const { spec, status } = await readCertManagerCertificate(cluster, managed);
      expect(spec.secretName, `the Secret of Certificate ${name}`).toBe(secret);
      expect(
        { kind: spec.issuerRef.kind, name: spec.issuerRef.name },
        `who issues Certificate ${name}`,
      ).toEqual(issuer);
      const values = await readSecret(cluster, { namespace, name: secret });
      expect(Object.keys(values).toSorted(), `keys of Secret ${namespace}/${secret}`).toEqual([
        'ca.crt',
        'tls.crt',
        'tls.key',
      ]);
      const { metadata } = await cluster.core.readNamespacedSecret({ namespace, name: secret });
      expect(metadata?.annotations, `what Secret ${namespace}/${secret} says of itself`).toMatchObject({
        'cert-manager.io/certificate-name': name,
        'cert-manager.io/issuer-name': issuer.name,
        'cert-manager.io/issuer-kind': issuer.kind,
      });
      const leaf = parseCertificate(values['tls.crt'] ?? '');
      expect(leaf.notAfter.getTime(), `the end of the certificate in ${secret}, as ${name} has it`).toBe(
        status.notAfter?.getTime(),
      );
    }
  },
);

test(
  'every Certificate has the lifetime that is asked for, and is renewed in good time [renewal time]',
  { tag: ['@core'], annotation: promised },
  async ({ cluster, tenant: { managedCertificates } }) => {
    for (const managed of managedCertificates) {
      const { spec, status } = await readCertManagerCertificate(cluster, managed);
      const { notBefore, notAfter, renewalTime } = status;
      const lifetime = (notAfter?.getTime() ?? Number.NaN) - (notBefore?.getTime() ?? Number.NaN);
      const asked = milliseconds(spec.duration ?? '2160h');
      expect(
        Math.abs(lifetime - asked),
        `how far the lifetime of ${managed.name} is from the ${spec.duration} asked for, in ms`,
      ).toBeLessThan(toleranceMs);
      const before = (notAfter?.getTime() ?? Number.NaN) - (renewalTime?.getTime() ?? Number.NaN);
      expect(
        Math.abs(before - milliseconds(spec.renewBefore ?? '720h')),
        `how far the renewal of ${managed.name} is from ${spec.renewBefore} before its end, in ms`,
      ).toBeLessThan(toleranceMs);
      expect(
        before / lifetime,
        `the part of its lifetime that ${managed.name} has left when it is renewed`,
      ).toBeGreaterThanOrEqual(leftAtRenewal - toleranceMs / lifetime);
      expect(renewalTime?.getTime(), `the renewal of ${managed.name}, beside now`).toBeGreaterThan(
        Date.now(),
      );
    }
  },
);

/** Go's durations, as cert-manager writes them: `2160h0m0s`. */
function milliseconds(duration: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
