import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'A client’s own Forwarded header reaches Orthanc, which makes URLs of it',
  requires: ['traefik'],
  expected: ['edges/client-forwarded-header-is-ignored'],
  change: ({ tenant: { namespace } }) => [
    {
      patch: { apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware', namespace, name: 'web-headers' },
      with: { spec: { headers: { customRequestHeaders: null } } },
    },
  ],
});
