import { exercises, expect, test } from '../../fixtures/test.ts';
import { issuerNotReady, issuerRef, readIssuer } from '../../helpers/kube/cert-manager.ts';
import { nameOf } from '../../helpers/kube/objects.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { explain } from '../../helpers/model/errors.ts';

test.use({ requires: ['cert-manager'] });

test(
  'every issuer that a Certificate asks is Ready at its newest generation',
  {
    tag: ['@smoke', '@core'],
    annotation: exercises('Issuer/my-ca-issuer', 'Issuer/selfsigned-root-issuer', 'Issuer/int-ca-issuer'),
  },
  async ({ cluster, tenant: { managedCertificates } }) => {
    const refs = new Map(managedCertificates.map(issuerRef).map((ref) => [nameOf(ref), ref]));
    expect(refs.size, 'issuers that the approach has').toBeGreaterThan(0);
    for (const [name, ref] of refs) {
      const state = await eventually(
        async () => {
          const issuer = await readIssuer(cluster, ref);
          const amiss = issuer ? issuerNotReady(issuer) : ['it is not there'];
          if (amiss.length > 0) throw new Error(amiss.join('; '));
          return 'Ready';
        },
        { what: `${name} to be Ready`, timeout: 'visible' },
      ).catch(explain);
      expect(state, `${name}, without which nothing is renewed`).toBe('Ready');
    }
  },
);
