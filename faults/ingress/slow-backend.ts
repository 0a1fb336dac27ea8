import { defineFault } from '../../helpers/fault/define.ts';
import { scriptOrthanc } from '../../helpers/fault/orthanc-script.ts';

/** Only what came through a proxy waits: the probes of the pod itself must go on. */
const script = `
function IncomingHttpRequestFilter(method, uri, ip, username, headers)
  if headers['x-forwarded-host'] then os.execute('sleep 0.6') end
  return true
end`;

export default defineFault({
  title: 'Orthanc takes 0.6 s for every request, one after the other',
  requires: ['helm'],
  expected: ['ingress/answers-in-time'],
  change: (context) => scriptOrthanc(context, script),
});
