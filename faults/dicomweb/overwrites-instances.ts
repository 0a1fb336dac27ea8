import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc replaces an instance by another of the same UID',
  expected: ['dicomweb/same-uid-other-pixels-keeps-the-first'],
  change: async (context) => [await configureOrthanc(context, { OverwriteInstances: true })],
  restart: (context) => [orthancWorkload(context)],
});
