import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc takes no C-STORE from callers that it does not know',
  expected: ['dimse/unknown-caller-may-only-store[echo and store]'],
  change: async (context) => [await configureOrthanc(context, { DicomAlwaysAllowStore: false })],
  restart: (context) => [orthancWorkload(context)],
});
