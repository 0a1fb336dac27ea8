import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc waits for minutes for clients that hang in the midst of sending',
  expected: ['dimse/stalled-clients-leave-echo-bounded'],
  change: async (context) => [await configureOrthanc(context, { DicomScpTimeout: 300 })],
  restart: (context) => [orthancWorkload(context)],
});
