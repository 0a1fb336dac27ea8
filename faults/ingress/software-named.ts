import { defineFault } from '../../helpers/fault/define.ts';
import { traefikObject } from '../../helpers/fault/web-route.ts';

export default defineFault({
  title: 'Answers name the software behind the ingress',
  requires: ['traefik'],
  expected: ['ingress/headers-do-not-leak'],
  change: (context) => [
    {
      patch: traefikObject(context, 'Middleware', 'web-headers'),
      with: { spec: { headers: { customResponseHeaders: { 'X-Powered-By': 'Orthanc 1.12.7' } } } },
    },
  ],
});
