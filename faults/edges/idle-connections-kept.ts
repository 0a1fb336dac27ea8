import { defineFaults } from '../../helpers/fault/define.ts';
import { luaAtOrthanc } from '../../helpers/fault/lua.ts';
import { traefikObject } from '../../helpers/fault/web-route.ts';

const title = 'The proxy before Orthanc keeps idle connections to it, which it closes after a second';

/**
 * Which request meets the moment is chance; this is what it is met with. Each of Envoy's threads remembers when it was last
 * asked.
 */
const metWith502 = `
function envoy_on_request(handle)
  if handle:headers():get(':path') ~= '/tools/lookup' then return end
  local now = handle:timestamp(EnvoyTimestampResolution.MILLISECOND)
  local pause = now - (last or now)
  last = now
  if pause > 900 and pause < 1100 then handle:respond({ [':status'] = '502' }, '') end
end`;

export default defineFaults([
  {
    variant: 'by Traefik',
    title,
    requires: ['traefik'],
    expected: ['edges/no-idle-connection-to-orthanc'],
    change: (context) => [
      {
        patch: traefikObject(context, 'ServersTransport', 'orthanc-transport'),
        with: { spec: { maxIdleConnsPerHost: 200 } },
      },
    ],
  },
  {
    variant: 'by the sidecar',
    title,
    requires: ['istio-mtls'],
    expected: ['edges/no-idle-connection-to-orthanc'],
    change: ({ tenant: { namespace } }) => [
      { delete: { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', namespace, name: 'orthanc' } },
    ],
  },
  {
    variant: 'at the wrong moment',
    title:
      'A request that comes a second after the one before meets a connection that Orthanc is about to close',
    requires: ['istio'],
    expected: ['edges/pauses-around-keep-alive'],
    because: /502 after/,
    change: (context) => [luaAtOrthanc(context, metWith502)],
  },
]);
