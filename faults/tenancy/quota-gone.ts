import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'The tenant may take all of the cluster: it has no quota',
  requires: ['multi-tenant'],
  expected: ['tenancy/quota-holds'],
  change: ({ tenant: { namespace } }) => [
    { delete: { apiVersion: 'v1', kind: 'ResourceQuota', namespace, name: 'tenant' } },
  ],
});
