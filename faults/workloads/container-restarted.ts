import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { traefikDeployment } from '../../helpers/fault/traefik.ts';

export default defineFault({
  title: "The ingress's liveness probe asks for what is not there, so that a healthy container is restarted",
  requires: ['traefik'],
  expected: ['workloads/no-restarts'],
  change: (context) => [
    changeContainers(traefikDeployment(context), () => ({
      livenessProbe: {
        httpGet: { path: '/no-such-path', port: 'admin' },
        periodSeconds: 2,
        failureThreshold: 1,
      },
    })),
  ],
  rollout: 'stuck',
});
