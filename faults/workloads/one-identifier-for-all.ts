import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'All replicas of Orthanc share one DatabaseServerIdentifier',
  requires: ['postgres'],
  expected: ['workloads/replicas-have-identifiers-of-their-own'],
  change: async (context) => [await configureOrthanc(context, { DatabaseServerIdentifier: 'orthanc' })],
  restart: (context) => [orthancWorkload(context)],
});
