import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc lets in whoever calls himself `nobody`, with the password of another',
  expected: ['access/wrong-credentials-are-refused[system, other user]'],
  because: /it was allowed/,
  // Orthanc fills it in from its environment.
  change: async (context) => [
    await configureOrthanc(context, { RegisteredUsers: { nobody: '${ORTHANC_PASSWORD}' } }),
  ],
  restart: (context) => [orthancWorkload(context)],
});
