import { defineFault } from '../../helpers/fault/define.ts';
import { newestRelease, unfinishedRevision } from '../../helpers/fault/release.ts';

export default defineFault({
  title: 'An upgrade was ended in the middle, so that Helm refuses the next',
  requires: ['helm'],
  expected: ['helm/release-is-deployed'],
  change: async (context) => [{ create: unfinishedRevision(await newestRelease(context)) }],
});
