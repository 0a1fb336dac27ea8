import { defineFault } from '../../helpers/fault/define.ts';
import { changeTraefikArguments } from '../../helpers/fault/traefik.ts';

export default defineFault({
  title: 'Traefik drops the route, and its TLS options, while no pod of Orthanc is ready',
  requires: ['traefik'],
  expected: ['edges/connections-outlive-an-outage'],
  change: (context) => [
    changeTraefikArguments(context, { '--providers.kubernetescrd.allowemptyservices': 'false' }),
  ],
});
