import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc asks nobody for a password',
  expected: ['access/credentials-are-required'],
  areas: ['access'],
  change: async (context) => [await configureOrthanc(context, { AuthenticationEnabled: false })],
  restart: (context) => [orthancWorkload(context)],
});
