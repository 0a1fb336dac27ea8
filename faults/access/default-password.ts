import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'A login that every guide mentions was left in the configuration',
  expected: ['access/default-passwords-are-refused[admin-admin]'],
  change: async (context) => [await configureOrthanc(context, { RegisteredUsers: { admin: 'admin' } })],
  restart: (context) => [orthancWorkload(context)],
});
