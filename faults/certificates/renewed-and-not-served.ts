import { certificateSecret, replacePair, trustAuthority } from '../../helpers/fault/certificates.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { createAuthority } from '../../helpers/tls/authority.ts';

/** Both certificates are good: only a comparison with the Secret tells that the renewed one is not in use. */
export default defineFault({
  title: 'The web Secret was renewed, and the ingress goes on serving a copy of the old certificate',
  requires: ['traefik'],
  expected: ['certificates/served-is-the-secrets[web]'],
  change: async (context) => {
    const { namespace } = context.tenant.web.service;
    const authority = await createAuthority('CA of a fault');
    const { sans } = context.tenant.certificates.web;
    const [old, renewed] = [await authority.issue({ sans }), await authority.issue({ sans })];
    const copy = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name: 'https-secret-copy' } };
    const route = {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      namespace,
      name: 'web-ingressroute',
    };
    return [
      {
        create: {
          ...copy,
          type: 'kubernetes.io/tls',
          stringData: { 'tls.crt': old.cert, 'tls.key': old.key },
        },
      },
      { patch: route, with: { spec: { tls: { secretName: copy.metadata.name } } } },
      trustAuthority(context, authority),
      replacePair(certificateSecret(context, 'web'), renewed),
    ];
  },
});
