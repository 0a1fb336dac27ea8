import { defineFault } from '../../helpers/fault/define.ts';
import { certificateSecret } from '../../helpers/fault/certificates.ts';
import { readSecret } from '../../helpers/kube/secret.ts';

/** Where cert-manager, by its charts, looks for the Secrets of ClusterIssuers. */
const namespace = 'cert-manager';
const name = 'korthweb-ca-for-everybody';

export default defineFault({
  title: "A ClusterIssuer signs with the tenant's CA for every namespace",
  requires: ['cert-manager'],
  expected: ['certificates/foreign-issuer-issues-nothing'],
  change: async (context) => {
    const { name: secret, namespace: home = '' } = certificateSecret(context, 'ca');
    const { 'tls.crt': cert, 'tls.key': key } = await readSecret(context.cluster, {
      namespace: home,
      name: secret,
    });
    return [
      {
        create: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { namespace, name },
          type: 'kubernetes.io/tls',
          stringData: { 'tls.crt': cert, 'tls.key': key },
        },
      },
      {
        create: {
          apiVersion: 'cert-manager.io/v1',
          kind: 'ClusterIssuer',
          metadata: { name },
          spec: { ca: { secretName: name } },
        },
      },
    ];
  },
});
