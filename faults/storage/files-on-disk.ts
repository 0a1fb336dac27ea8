import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: "Files are stored on Orthanc's own disk",
  requires: ['postgres'],
  expected: ['storage/nothing-is-on-local-disk', 'storage/plugins-are-active'],
  areas: ['storage'],
  change: async (context) => [await configureOrthanc(context, { PostgreSQL: { EnableStorage: false } })],
  restart: (context) => [orthancWorkload(context)],
});
