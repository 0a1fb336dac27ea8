import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { ingressDeployment } from '../../helpers/fault/ingress.ts';
import { authorizationPolicy, plaintextPort } from '../../helpers/fault/mesh.ts';
import { neighbourOf } from '../../helpers/fault/tenants.ts';

const openDoor = (context: FaultContext): Change[] => [
  plaintextPort(context, 'orthanc', context.tenant.orthanc.httpPort),
  { delete: authorizationPolicy(context, 'orthanc') },
];

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
    change: openDoor,
  },
  {
    variant: 'open door next door',
    title: "Another tenant's Orthanc takes plaintext, and no policy guards it, while istiod is replaced",
    requires: ['istio-mtls', 'postgres', 'multi-tenant'],
    expected: ['resilience/uploads-outlive-a-new-pod[istiod]'],
    because: /while istiod is replaced: expected .* it was allowed/,
    change: (context) => openDoor({ ...context, tenant: neighbourOf(context) }),
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
