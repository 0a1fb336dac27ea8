import { defineFaults } from '../../helpers/fault/define.ts';
import { luaAtOrthanc } from '../../helpers/fault/lua.ts';
import { withMiddleware } from '../../helpers/fault/web-route.ts';

const bytes = 32 * 1024 * 1024;

const what = {
  title: 'What stands before Orthanc refuses requests of more than 32 MB',
  expected: ['dicomweb/large-instance'],
  because: /"status": 413/,
} as const;

const script = `
function envoy_on_request(handle)
  local length = tonumber(handle:headers():get('content-length') or 0)
  if length > ${bytes} then handle:respond({ [':status'] = '413' }, '') end
end`;

export default defineFaults([
  {
    ...what,
    variant: 'by the sidecar',
    requires: ['istio'],
    change: (context) => [luaAtOrthanc(context, script)],
  },
  {
    ...what,
    variant: 'by Traefik',
    requires: ['traefik'],
    change: (context) =>
      withMiddleware(context, 'korthweb-small-bodies', { buffering: { maxRequestBodyBytes: bytes } }),
  },
]);
