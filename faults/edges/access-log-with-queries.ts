import { defineFault } from '../../helpers/fault/define.ts';
import { changeTraefikArguments } from '../../helpers/fault/traefik.ts';

export default defineFault({
  title: 'The access log keeps query strings, and patients’ names with them',
  requires: ['traefik'],
  expected: ['edges/patient-name-is-in-no-log'],
  change: (context) => [
    changeTraefikArguments(context, { '--accesslog.fields.queryparameters.defaultmode': 'keep' }),
  ],
});
