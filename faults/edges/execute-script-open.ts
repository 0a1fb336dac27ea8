import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Whoever is signed in may run Lua in Orthanc',
  expected: ['edges/execute-script-is-shut'],
  change: async (context) => [await configureOrthanc(context, { ExecuteLuaEnabled: true })],
  restart: (context) => [orthancWorkload(context)],
});
