import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc answers in Latin-1, which has no letters for most of the world’s names',
  expected: ['dicomweb/answers-say-their-charset'],
  change: async (context) => [await configureOrthanc(context, { DefaultEncoding: 'Latin1' })],
  restart: (context) => [orthancWorkload(context)],
});
