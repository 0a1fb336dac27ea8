import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc transcodes what it receives, and keeps only that',
  expected: ['dicomweb/transfer-syntax-is-kept'],
  change: async (context) => [
    await configureOrthanc(context, { IngestTranscoding: '1.2.840.10008.1.2.4.80' }),
  ],
  restart: (context) => [orthancWorkload(context)],
});
