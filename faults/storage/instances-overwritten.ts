import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults } from '../../helpers/fault/define.ts';

export default defineFaults([
  {
    variant: 'overwritten',
    title: 'A second instance with the same UIDs replaces the first',
    requires: ['postgres'],
    expected: ['storage/first-pixels-are-kept'],
    change: async (context) => [await configureOrthanc(context, { OverwriteInstances: true })],
    restart: (context) => [orthancWorkload(context)],
  },
  {
    variant: 'recycled',
    title: 'Orthanc throws the oldest patients away to make room for new ones',
    requires: ['postgres'],
    expected: ['storage/nothing-is-recycled'],
    change: async (context) => [await configureOrthanc(context, { MaximumPatientCount: 1000 })],
    restart: (context) => [orthancWorkload(context)],
  },
]);
