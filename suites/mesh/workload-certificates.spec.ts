import { expect, test } from '../../fixtures/test.ts';
import { runLabel } from '../../helpers/kube/labels.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { workloadCertificates } from '../../helpers/mesh/proxy.ts';

test.use({ requires: ['istio-mtls'] });

/** Istio's own limit; a stolen key is worth little after it. */
const longestHours = 24.5;

test(
  'every workload has a certificate of its own ServiceAccount, for a day at the most, and renewed in time',
  { tag: ['@core'] },
  async ({ cluster, mesh, tenant: { namespace } }) => {
    const pods = (await readyPods(cluster, namespace)).filter(
      ({ manifest }) => manifest.metadata?.labels?.[runLabel] === undefined,
    );
    expect(pods.length, `Ready pods of ${namespace}`).toBeGreaterThan(0);
    const serials = new Set<string>();
    for (const pod of pods) {
      const account = pod.manifest.spec?.serviceAccountName ?? 'default';
      const certificates = await workloadCertificates(cluster, pod);
      expect(
        certificates.map(({ uri }) => uri),
        `identities of ${pod.name}`,
      ).toContain(mesh.uri(namespace, account));
      for (const { serial, uri, notBefore, notAfter } of certificates) {
        serials.add(serial);
        expect(uri, `an identity of ${pod.name}`).toBe(mesh.uri(namespace, account));
        const hours = (notAfter.getTime() - notBefore.getTime()) / 3_600_000;
        expect(hours, `hours that the certificate of ${pod.name} is for`).toBeLessThanOrEqual(longestHours);
        const left = (notAfter.getTime() - Date.now()) / 3_600_000;
        expect(left, `hours that it still has; Istio renews it in its second half`).toBeGreaterThan(
          hours / 3,
        );
      }
    }
    expect(serials.size, 'certificates, of which no two pods share one').toBeGreaterThanOrEqual(pods.length);
  },
);
