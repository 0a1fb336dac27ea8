import { defineFaults } from '../../helpers/fault/define.ts';
import { dicomRoute } from '../../helpers/fault/dicom-route.ts';

export default defineFaults([
  {
    variant: 'HTTP port',
    title: "DICOM is routed to Orthanc's HTTP port",
    requires: ['traefik'],
    expected: ['dimse/echo-over-tls'],
    change: (context) => [
      {
        patch: dicomRoute(context),
        with: {
          spec: {
            routes: [
              {
                match: 'HostSNI(`*`)',
                services: [{ name: context.tenant.orthanc.service, port: context.tenant.orthanc.httpPort }],
              },
            ],
          },
        },
      },
    ],
  },
  {
    variant: 'only by name',
    title: 'DICOM is routed only for clients that send the server name, which real ones do not',
    requires: ['traefik'],
    expected: ['dimse/every-client-is-served-the-certificate[without SNI, with ALPN dicom]'],
    change: (context) => [
      {
        patch: dicomRoute(context),
        with: {
          spec: {
            routes: [
              {
                match: `HostSNI(\`${context.tenant.dicom.host}\`)`,
                services: [{ name: context.tenant.orthanc.service, port: context.tenant.orthanc.dicomPort }],
              },
            ],
          },
        },
      },
    ],
  },
]);
