import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: "Orthanc gives up at once a write that collides with another replica's",
  requires: ['postgres'],
  expected: ['storage/parallel-writes-make-one-study'],
  because: /replicas that did not answer 200 to STOW-RS/,
  change: async (context) => [
    await configureOrthanc(context, { PostgreSQL: { MaximumConnectionRetries: 0 } }),
  ],
  restart: (context) => [orthancWorkload(context)],
});
