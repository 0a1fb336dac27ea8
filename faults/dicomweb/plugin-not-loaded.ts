import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

const others = (plugins: unknown): unknown[] =>
  Array.isArray(plugins) ? plugins.filter((path) => !String(path).includes('DicomWeb')) : [];

export default defineFault({
  title: 'Orthanc runs without its DICOMweb plugin',
  expected: ['dicomweb/plugin-is-loaded'],
  change: async (context) => [
    await configureOrthanc(context, (present) => ({ ...present, Plugins: others(present['Plugins']) })),
  ],
  restart: (context) => [orthancWorkload(context)],
});
