import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { neighbourOf } from '../../helpers/fault/tenants.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Gives accounts a role in the tenant's namespace. */
function bound({ tenant }: FaultContext, role: string, subjects: readonly object[]): Change {
  return {
    create: {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { namespace: tenant.namespace, name: 'korthweb-too-wide' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
      subjects,
    },
  };
}

const account = (context: FaultContext, name: string): object => ({
  kind: 'ServiceAccount',
  namespace: neighbourOf(context).namespace,
  name,
});

export default defineFaults([
  {
    variant: "the other tenant's Flux",
    title: "The other tenant's Flux account may act in this namespace too",
    requires: ['multi-tenant'],
    expected: ['tenancy/accounts-are-powerless[flux]'],
    change: (context) => [bound(context, 'korthweb-tenant', [account(context, 'flux')])],
  },
  {
    variant: 'tried',
    title: "The other tenant's Flux account may do everything in this namespace",
    requires: ['multi-tenant'],
    expected: ['tenancy/accounts-are-powerless[tried]'],
    change: (context) => [bound(context, 'cluster-admin', [account(context, 'flux')])],
  },
  {
    variant: "the other tenant's Orthanc",
    title: "The other tenant's Orthanc may look at everything here",
    requires: ['multi-tenant'],
    expected: ['tenancy/accounts-are-powerless[orthanc]'],
    change: (context) => [bound(context, 'view', [account(context, 'orthanc')])],
  },
  {
    variant: "the other tenant's database",
    title: "The other tenant's database may look at everything here",
    requires: ['multi-tenant'],
    expected: ['tenancy/accounts-are-powerless[postgres]'],
    change: (context) => [bound(context, 'view', [account(context, 'postgres')])],
  },
  {
    variant: "the other tenant's gateway",
    title: "The other tenant's gateway may change what is here",
    requires: ['multi-tenant'],
    expected: ['tenancy/accounts-are-powerless[istio-ingressgateway]'],
    change: (context) => [bound(context, 'edit', [account(context, 'istio-ingressgateway')])],
  },
  {
    variant: 'every account',
    title: 'Every account of the cluster may look at everything here',
    requires: ['multi-tenant'],
    expected: ['tenancy/accounts-are-powerless[default]'],
    change: (context) => [
      bound(context, 'view', [{ kind: 'Group', apiGroup: rbac, name: 'system:serviceaccounts' }]),
    ],
  },
]);
