import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc does not know the modalities that it should',
  expected: ['dimse/find-matches', 'dimse/get-returns-what-stow-sent'],
  change: async (context) => [
    await configureOrthanc(context, (present) => ({ ...present, DicomModalities: {} })),
  ],
  restart: (context) => [orthancWorkload(context)],
});
