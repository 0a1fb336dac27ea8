import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc answers in a character set that has no letters but ASCII',
  expected: ['dicomweb/patient-name-charset'],
  change: async (context) => [await configureOrthanc(context, { DefaultEncoding: 'Ascii' })],
  restart: (context) => [orthancWorkload(context)],
});
