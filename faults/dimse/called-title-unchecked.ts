import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc takes associations whatever AE title they call',
  expected: ['dimse/called-title-is-checked'],
  change: async (context) => [await configureOrthanc(context, { DicomCheckCalledAet: false })],
  restart: (context) => [orthancWorkload(context)],
});
