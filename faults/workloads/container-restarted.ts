import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { ingressDeployment } from '../../helpers/fault/ingress.ts';

export default defineFault({
  title:
    "The ingress's liveness probe asks a port that is not there, so that a healthy container is restarted",
  expected: ['workloads/no-restarts'],
  change: (context) => [
    changeContainers(ingressDeployment(context), () => ({
      livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 2, failureThreshold: 1 },
    })),
  ],
  rollout: 'stuck',
});
