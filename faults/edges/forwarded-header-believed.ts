import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { addTraefikArguments } from '../../helpers/fault/traefik.ts';

export default defineFault({
  title: 'Orthanc makes its URLs of the Forwarded header that a client has sent',
  requires: ['traefik'],
  expected: ['edges/client-forwarded-header-is-ignored'],
  change: async (context) => [
    // Three walls stand before it: Orthanc looks at the header only where no host is configured, Traefik believes only
    // proxies that it trusts, and the middleware takes the header away.
    await configureOrthanc(context, { DicomWeb: { Host: '' } }),
    addTraefikArguments(context, '--entrypoints.websecure.forwardedheaders.insecure=true'),
    {
      patch: {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        namespace: context.tenant.namespace,
        name: 'web-headers',
      },
      with: { spec: { headers: { customRequestHeaders: null } } },
    },
  ],
  restart: (context) => [orthancWorkload(context)],
});
