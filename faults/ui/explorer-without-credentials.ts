import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc asks nobody for credentials',
  expected: ['ui/explorer-needs-credentials'],
  change: async (context) => [await configureOrthanc(context, { AuthenticationEnabled: false })],
  restart: (context) => [orthancWorkload(context)],
});
