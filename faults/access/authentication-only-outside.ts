import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { luaAtOrthanc } from '../../helpers/fault/lua.ts';
import { tenantMesh } from '../../helpers/fault/mesh.ts';
import { withMiddleware } from '../../helpers/fault/web-route.ts';

const title = 'The ingress asks for credentials, and Orthanc itself asks nobody who comes another way';

const outside = (
  variant: 'traefik' | 'istio',
  ask: (context: FaultContext) => readonly Change[],
): Fault & { readonly variant: string } => ({
  variant,
  title,
  requires: [variant],
  expected: ['access/credentials-are-required-inside'],
  because: /it was allowed/,
  change: async (context) => [
    await configureOrthanc(context, { AuthenticationEnabled: false }),
    ...ask(context),
  ],
  restart: (context) => [orthancWorkload(context)],
});

/** A sidecar knows by its certificate whoever it passes on. */
const whoComesByTheGateway = (context: FaultContext): string => {
  const { namespace, serviceAccount } = tenantMesh(context).gateway;
  return `
function envoy_on_request(handle)
  local peer = handle:headers():get('x-forwarded-client-cert') or ''
  local isOutside = peer:find('/ns/${namespace}/sa/${serviceAccount}', 1, true)
  if isOutside and not handle:headers():get('authorization') then
    handle:respond({ [':status'] = '401' }, '')
  end
end`;
};

export default defineFaults([
  outside('istio', (context) => [luaAtOrthanc(context, whoComesByTheGateway(context))]),
  outside('traefik', (context) => {
    const { secret } = context.tenant.orthanc.credentials;
    return withMiddleware(context, 'korthweb-credentials', { basicAuth: { secret } });
  }),
]);
