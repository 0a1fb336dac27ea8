import { defineFault } from '../../helpers/fault/define.ts';
import { changeTraefikArguments } from '../../helpers/fault/traefik.ts';

export default defineFault({
  title: 'The ingress gives a client five seconds to send a whole request',
  requires: ['traefik'],
  expected: ['edges/slow-upload-succeeds'],
  change: (context) => [
    changeTraefikArguments(context, {
      '--entrypoints.websecure.transport.respondingtimeouts.readtimeout': '5s',
    }),
  ],
});
