import { defineFault } from '../../helpers/fault/define.ts';
import { dicomRoute } from '../../helpers/fault/dicom-route.ts';

export default defineFault({
  title: 'The DICOM listener takes plaintext',
  requires: ['traefik'],
  expected: ['dimse/plaintext-is-refused'],
  // Without `tls`, Traefik passes on whatever comes.
  change: (context) => [{ patch: dicomRoute(context), with: { spec: { tls: null } } }],
});
