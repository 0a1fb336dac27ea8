import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

const others = (plugins: unknown): unknown[] =>
  Array.isArray(plugins) ? plugins.filter((path) => !String(path).includes('PostgreSQLStorage')) : [];

export default defineFault({
  title: 'Orthanc runs without the plugin that keeps its files in PostgreSQL',
  requires: ['postgres'],
  expected: ['storage/plugins-are-active'],
  because: /what keeps the files of/,
  change: async (context) => [
    await configureOrthanc(context, (present) => ({ ...present, Plugins: others(present['Plugins']) })),
  ],
  restart: (context) => [orthancWorkload(context)],
});
