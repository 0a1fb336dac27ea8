import { defineFault } from '../../helpers/fault/define.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';

export default defineFault({
  title: 'There is only one replica of Orthanc',
  requires: ['postgres'],
  expected: ['workloads/replicas-have-identifiers-of-their-own'],
  change: (context) => [
    { patch: { apiVersion: 'apps/v1', ...orthancWorkload(context) }, with: { spec: { replicas: 1 } } },
  ],
});
