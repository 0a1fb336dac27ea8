import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';

export default defineFault({
  title: 'Orthanc may gain privileges, in a namespace that does not forbid it',
  // Sidecars take capabilities to set up, so namespaces in the mesh are not guarded by the standard.
  requires: ['istio'],
  expected: ['workloads/pods-are-restricted'],
  change: (context) => [
    changeContainers({ apiVersion: 'apps/v1', ...orthancWorkload(context) }, () => ({
      securityContext: { allowPrivilegeEscalation: true, capabilities: { drop: ['ALL'] } },
    })),
  ],
});
