import { expect, test } from '../../fixtures/test.ts';
import { request } from '../../helpers/kube/request.ts';
import { toError } from '../../helpers/model/errors.ts';

test.use({ requires: ['cert-manager'] });

test(
  "cert-manager's webhook accepts a good Certificate, and refuses one without a name in its own words",
  { tag: ['@core'] },
  async ({ cluster, tenant: { managedCertificates } }) => {
    const [managed] = managedCertificates;
    const dryRun = async (spec: Readonly<Record<string, unknown>>): Promise<string> => {
      const namespace = managed?.namespace ?? 'default';
      const body = {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { namespace, name: `korthweb-${crypto.randomUUID().slice(0, 8)}` },
        spec: { secretName: 'korthweb-none', issuerRef: { name: 'none' }, ...spec },
      };
      return request(cluster.config, {
        method: 'POST',
        path: `/apis/cert-manager.io/v1/namespaces/${namespace}/certificates`,
        query: { dryRun: 'All' },
        body,
      }).then(
        () => 'accepted',
        (thrown: unknown) => toError(thrown).message,
      );
    };
    expect(await dryRun({ dnsNames: ['korthweb.example.org'] }), 'a good Certificate, as a dry run').toBe(
      'accepted',
    );
    expect(await dryRun({}), 'a Certificate that is for no name, as a dry run').toMatch(
      /admission webhook "webhook\.cert-manager\.io" denied the request: .*at least one of/,
    );
  },
);
