import { defineFault } from '../../helpers/fault/define.ts';

export default defineFault({
  title: 'The DICOM listener does not know the protocol that DICOM clients offer by ALPN',
  requires: ['traefik'],
  expected: ['dimse/every-client-is-served-the-certificate[without SNI, with ALPN dicom]'],
  change: ({ tenant }) => [
    {
      patch: {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'TLSOption',
        namespace: tenant.namespace,
        name: 'dicom-tls-option',
      },
      with: { spec: { alpnProtocols: ['http/1.1'] } },
    },
  ],
});
