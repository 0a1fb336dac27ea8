import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'The ingress keeps idle connections to Orthanc, which closes them after a second',
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
});
