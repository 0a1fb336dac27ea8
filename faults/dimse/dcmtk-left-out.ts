import { defineFaults } from '../../helpers/fault/define.ts';
import { changeServers } from '../../helpers/fault/istio-route.ts';
import { traefikObject } from '../../helpers/fault/web-route.ts';

const what = {
  title: 'DICOM is for clients that send a server name, and DCMTK sends none',
  expected: ['dimse/dcmtk-agrees[store]'],
  because: /how storescu ended/,
} as const;

export default defineFaults([
  {
    ...what,
    variant: 'by Traefik',
    requires: ['traefik'],
    change: (context) => [
      { patch: traefikObject(context, 'TLSOption', 'dicom-tls-option'), with: { spec: { sniStrict: true } } },
    ],
  },
  {
    ...what,
    variant: 'by the gateway',
    requires: ['istio'],
    change: (context) => {
      const { host, port } = context.tenant.dicom;
      return [changeServers(context, 'dcm-gw', port, () => ({ hosts: [host] }))];
    },
  },
]);
