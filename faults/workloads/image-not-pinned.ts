import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { ingressDeployment } from '../../helpers/fault/ingress.ts';

export default defineFault({
  title: 'The ingress runs whatever `latest` is',
  expected: ['workloads/images-are-pinned'],
  because: /`korthweb-ingress:latest` is no full version/,
  change: (context) => [
    changeContainers(ingressDeployment(context), () => ({ image: 'korthweb-ingress:latest' })),
  ],
  // Where there is no registry, the image cannot be had; the name is what matters.
  rollout: 'stuck',
});
