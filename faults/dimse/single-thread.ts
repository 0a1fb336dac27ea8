import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc has a single thread for all associations',
  expected: ['dimse/stalled-clients-leave-echo-bounded'],
  change: async (context) => [await configureOrthanc(context, { DicomThreadsCount: 1 })],
  restart: (context) => [orthancWorkload(context)],
});
