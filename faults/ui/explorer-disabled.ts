import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc serves no explorer',
  expected: ['ui/explorer-shows-the-study'],
  change: async (context) => [await configureOrthanc(context, { OrthancExplorerEnabled: false })],
  restart: (context) => [orthancWorkload(context)],
});
