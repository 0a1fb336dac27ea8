import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: "DICOM clients that send no server name are served the ingress's own default certificate",
  requires: ['traefik'],
  expected: ['dimse/every-client-is-served-the-certificate[without SNI, with ALPN dicom]'],
  change: ({ tenant: { namespace } }) => [
    { delete: { apiVersion: 'traefik.io/v1alpha1', kind: 'TLSStore', namespace, name: 'default' } },
  ],
});
