import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';

export default defineFault({
  title: 'A new version of Orthanc ends as soon as it starts',
  expected: ['workloads/everything-is-ready', 'workloads/no-restarts'],
  change: (context) => [
    changeContainers({ apiVersion: 'apps/v1', ...orthancWorkload(context) }, () => ({
      command: ['sh', '-c', 'echo "no configuration" >&2; exit 3'],
    })),
  ],
  rollout: 'stuck',
});
