import { defineFaults, type FaultContext } from '../../helpers/fault/define.ts';
import type { ObjectRef } from '../../helpers/kube/objects.ts';

/** It is named as the Deployment that it is for. */
const budget = ({ tenant: { namespace, orthanc } }: FaultContext): ObjectRef => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  namespace,
  name: orthanc.deployment,
});

export default defineFaults([
  {
    variant: 'gone',
    title: "Nothing keeps a drained node from taking Orthanc's last pod",
    requires: ['postgres'],
    expected: ['workloads/disruption-is-budgeted'],
    change: (context) => [{ delete: budget(context) }],
  },
  {
    variant: 'allows none',
    title: 'The budget lets no pod of Orthanc go, so that no node can be drained',
    requires: ['postgres'],
    expected: ['workloads/disruption-is-budgeted'],
    change: (context) => [{ patch: budget(context), with: { spec: { minAvailable: 2 } } }],
  },
]);
