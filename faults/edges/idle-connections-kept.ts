import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { traefikObject } from '../../helpers/fault/web-route.ts';

const title = 'The proxy before Orthanc keeps idle connections to it, which it closes after a second';

const keptByTraefik = (context: FaultContext): readonly Change[] => [
  {
    patch: traefikObject(context, 'ServersTransport', 'orthanc-transport'),
    with: { spec: { maxIdleConnsPerHost: 200 } },
  },
];

export default defineFaults([
  {
    variant: 'by Traefik',
    title,
    requires: ['traefik'],
    expected: ['edges/no-idle-connection-to-orthanc'],
    change: keptByTraefik,
  },
  {
    variant: 'by Traefik, at the wrong moment',
    title: 'Requests meet the moment at which Orthanc closes a connection that Traefik has kept',
    requires: ['traefik'],
    // A moment that is met by one run of the check in three: it is run until then.
    expected: ['edges/pauses-around-keep-alive'],
    because: /502 after/,
    change: keptByTraefik,
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
