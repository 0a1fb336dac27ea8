import { defineFaults } from '../../helpers/fault/define.ts';

const title = 'The proxy before Orthanc keeps idle connections to it, which it closes after a second';

export default defineFaults([
  {
    variant: 'by Traefik',
    title,
    requires: ['traefik'],
    expected: ['edges/no-idle-connection-to-orthanc'],
    change: ({ tenant: { namespace } }) => [
      {
        patch: {
          apiVersion: 'traefik.io/v1alpha1',
          kind: 'ServersTransport',
          namespace,
          name: 'orthanc-transport',
        },
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
]);
