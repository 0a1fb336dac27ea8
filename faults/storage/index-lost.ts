import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'The index is lost with the pods that wrote it, so that nothing is found any more',
  requires: ['postgres'],
  expected: ['storage/survives-new-orthanc-pods'],
  because: /Expected HTTP 200 from .*, got 404/,
  change: async (context) => [await configureOrthanc(context, { PostgreSQL: { EnableIndex: false } })],
  restart: (context) => [orthancWorkload(context)],
});
