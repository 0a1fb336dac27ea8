import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'Orthanc makes its URLs of the Forwarded header that a client has sent',
  requires: ['traefik'],
  expected: ['edges/client-forwarded-header-is-ignored'],
  change: async (context) => [
    // Only where no host is configured does Orthanc look at the header.
    await configureOrthanc(context, { DicomWeb: { Host: '' } }),
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
