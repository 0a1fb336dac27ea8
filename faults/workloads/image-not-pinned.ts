import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { traefikDeployment } from '../../helpers/fault/traefik.ts';

export default defineFault({
  title: 'The ingress runs whatever `latest` is',
  requires: ['traefik'],
  expected: ['workloads/images-are-pinned'],
  change: (context) => [changeContainers(traefikDeployment(context), () => ({ image: 'traefik:latest' }))],
  // Where there is no registry, the image cannot be had; the name is what matters.
  rollout: 'stuck',
});
