import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';

export default defineFault({
  title: 'A new version of Orthanc runs, and never becomes Ready',
  expected: ['workloads/everything-is-ready'],
  because: /what is not Ready of/,
  change: (context) => [
    changeContainers({ apiVersion: 'apps/v1', ...orthancWorkload(context) }, () => ({
      readinessProbe: { exec: { command: ['false'] }, periodSeconds: 2 },
    })),
  ],
  rollout: 'stuck',
});
