import { orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { scriptOrthanc } from '../../helpers/fault/orthanc-script.ts';

const script = `
function IncomingFindRequestFilter(query, origin)
  query['0010,0020'] = ''
  return query
end`;

export default defineFault({
  title: 'C-FIND finds the studies of every patient, whichever is asked for',
  expected: ['dimse/find-matches'],
  because: /the studies of a patient who has (one|none)/,
  change: (context) => scriptOrthanc(context, script),
  restart: (context) => [orthancWorkload(context)],
});
