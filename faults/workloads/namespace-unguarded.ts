import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { traefikDeployment } from '../../helpers/fault/traefik.ts';

const unguarded = ({ tenant }: FaultContext): Change => ({
  patch: { apiVersion: 'v1', kind: 'Namespace', name: tenant.namespace },
  with: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } },
});

export default defineFaults([
  {
    variant: 'any pod',
    title: "The tenant's namespace takes pods that Pod Security `restricted` forbids",
    requires: ['pod-security'],
    expected: ['workloads/violating-pod-is-refused'],
    change: (context) => [unguarded(context)],
  },
  {
    variant: 'with such a pod',
    title: 'The ingress may gain privileges, in a namespace that no longer forbids it',
    requires: ['pod-security', 'traefik'],
    expected: ['workloads/pods-are-restricted'],
    change: (context) => [
      unguarded(context),
      changeContainers(traefikDeployment(context), () => ({
        securityContext: { allowPrivilegeEscalation: true, capabilities: { drop: ['ALL'] } },
      })),
    ],
  },
]);
