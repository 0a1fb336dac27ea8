import { defineFault } from '../../helpers/fault/define.ts';
import { traefikObject } from '../../helpers/fault/web-route.ts';

export default defineFault({
  title: "The chart's own test of the ingress fails, since the redirect is gone",
  requires: ['helm', 'traefik'],
  expected: ['helm/helm-test-passes'],
  change: (context) => [{ delete: traefikObject(context, 'IngressRoute', 'web-redirect') }],
});
