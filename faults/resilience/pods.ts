import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults } from '../../helpers/fault/define.ts';
import { ingressDeployment } from '../../helpers/fault/ingress.ts';
import { authorizationPolicy, plaintextPort } from '../../helpers/fault/mesh.ts';

export default defineFaults([
  {
    variant: 'files lost',
    title: 'Files are on the disk of the pod that took them, and go with it',
    requires: ['istio-mtls', 'postgres'],
    expected: ['resilience/uploads-outlive-a-new-pod[Orthanc]'],
    change: async (context) => [await configureOrthanc(context, { PostgreSQL: { EnableStorage: false } })],
    restart: (context) => [orthancWorkload(context)],
  },
  {
    variant: 'open door',
    title: "Orthanc's HTTP port takes plaintext, and no policy guards it, while istiod is replaced",
    requires: ['istio-mtls', 'postgres'],
    expected: ['resilience/uploads-outlive-a-new-pod[istiod]'],
    change: (context) => [
      plaintextPort(context, 'orthanc', context.tenant.orthanc.httpPort),
      { delete: authorizationPolicy(context, 'orthanc') },
    ],
  },
  {
    variant: 'slow gateway',
    title: 'A new gateway lets clients wait for most of a minute',
    requires: ['istio-mtls', 'postgres'],
    expected: ['resilience/uploads-outlive-a-new-pod[the gateway]'],
    change: (context) => [
      changeContainers(ingressDeployment(context), () => ({
        readinessProbe: {
          httpGet: { path: '/healthz/ready', port: 15_021 },
          initialDelaySeconds: 45,
          periodSeconds: 1,
        },
      })),
    ],
  },
]);
