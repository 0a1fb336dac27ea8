import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Files are compressed in the database, where they are to be as they were sent',
  requires: ['postgres'],
  expected: ['storage/rows-are-in-the-database'],
  because: /storedSha256/,
  change: async (context) => [await configureOrthanc(context, { StorageCompression: true })],
  restart: (context) => [orthancWorkload(context)],
});
