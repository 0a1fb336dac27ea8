import { managedLeaf } from '../../helpers/fault/cert-manager.ts';
import { certificateSecret, replacePair, trustAuthority } from '../../helpers/fault/certificates.ts';
import { defineFaults } from '../../helpers/fault/define.ts';
import { certificateRef } from '../../helpers/kube/cert-manager.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';

const what = {
  title: 'What HTTPS serves is good for names of others too',
  expected: ['ingress/wrong-trust-is-refused-by-the-client[another name]'],
  because: /it was allowed/,
} as const;

const others = '*.example.org';

export default defineFaults([
  {
    ...what,
    variant: 'by hand',
    // Where another component owns the Secrets it puts them back at once.
    requires: ['traefik'],
    change: async (context) => {
      const authority = await createAuthority('CA of a fault');
      const pair = await authority.issue({ sans: [...context.tenant.certificates.web.sans, others] });
      return [trustAuthority(context, authority), replacePair(certificateSecret(context, 'web'), pair)];
    },
  },
  {
    ...what,
    variant: 'by cert-manager',
    requires: ['cert-manager'],
    change: (context) => [
      {
        patch: certificateRef(managedLeaf(context)),
        with: { spec: { dnsNames: [...context.tenant.certificates.web.sans, others] } },
      },
    ],
  },
]);
