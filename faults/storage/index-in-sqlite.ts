import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: "The index is in SQLite on Orthanc's own disk",
  requires: ['postgres'],
  expected: ['storage/plugins-are-active', 'storage/rows-are-in-the-database'],
  change: async (context) => [await configureOrthanc(context, { PostgreSQL: { EnableIndex: false } })],
  restart: (context) => [orthancWorkload(context)],
});
