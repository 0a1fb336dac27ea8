import { defineFaults } from '../../helpers/fault/define.ts';
import type { ObjectRef } from '../../helpers/kube/objects.ts';

const policyOf = (namespace: string): ObjectRef => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace,
  name: 'no-other-tenant',
});

export default defineFaults([
  {
    variant: 'gone',
    title: "No NetworkPolicy keeps other tenants' pods away",
    requires: ['multi-tenant', 'network-policy'],
    expected: ['tenancy/neighbours-pods-do-not-get-here'],
    change: ({ tenant }) => [{ delete: policyOf(tenant.namespace) }],
  },
  {
    variant: 'admits everybody',
    title: 'The NetworkPolicy admits every namespace',
    requires: ['multi-tenant', 'network-policy'],
    expected: ['tenancy/neighbours-pods-do-not-get-here'],
    change: ({ tenant }) => [
      {
        patch: policyOf(tenant.namespace),
        with: { spec: { ingress: [{ from: [{ namespaceSelector: {} }] }] } },
      },
    ],
  },
]);
