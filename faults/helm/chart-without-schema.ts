import { defineFault } from '../../helpers/fault/define.ts';
import { newestRelease, rewriteRelease } from '../../helpers/fault/release.ts';

export default defineFault({
  title: 'The chart was packaged without the schema of its values',
  requires: ['helm'],
  expected: ['helm/bad-values-are-refused[schema]'],
  change: async (context) => {
    const release = await newestRelease(context);
    return [rewriteRelease(release, { chart: { ...release.chart, schema: null } })];
  },
});
