import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { traefikObject } from '../../helpers/fault/web-route.ts';

const option = (
  context: FaultContext,
  name: string,
  spec: Readonly<Record<string, unknown>>,
): readonly Change[] => [{ patch: traefikObject(context, 'TLSOption', name), with: { spec } }];

// TLS 1.1 has none of the cipher suites that the options list.
const tls11 = { minVersion: 'VersionTLS11', cipherSuites: null };
const weak = {
  cipherSuites: [
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
    'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  ],
};
const modernOnly = { minVersion: 'VersionTLS13', cipherSuites: null };

export default defineFaults([
  {
    variant: 'tls-1.1 web',
    title: 'HTTPS takes TLS 1.1',
    requires: ['traefik'],
    expected: ['ingress/old-tls-is-refused[web TLSv1.1]'],
    change: (context) => option(context, 'orthweb-tls-option', tls11),
  },
  {
    variant: 'tls-1.1 dicom',
    title: 'DICOM over TLS takes TLS 1.1',
    requires: ['traefik', 'dicom-tls'],
    expected: ['ingress/old-tls-is-refused[dicom TLSv1.1]'],
    change: (context) => option(context, 'dicom-tls-option', tls11),
  },
  {
    variant: 'tls-1.3 only',
    title: 'DICOM over TLS takes TLS 1.3 only, which older modalities do not speak',
    requires: ['traefik', 'dicom-tls'],
    expected: ['ingress/modern-tls-is-accepted[dicom TLSv1.2]'],
    change: (context) => option(context, 'dicom-tls-option', modernOnly),
  },
  {
    variant: 'weak cipher',
    title: 'HTTPS takes a cipher suite without authenticated encryption',
    requires: ['traefik'],
    expected: ['ingress/weak-ciphers-are-refused[web, no authenticated encryption]'],
    change: (context) => option(context, 'orthweb-tls-option', weak),
  },
  {
    variant: 'any server name',
    title: 'HTTPS serves its default certificate to any server name',
    requires: ['traefik'],
    expected: ['ingress/unknown-server-name-is-refused'],
    change: (context) => option(context, 'default', { sniStrict: false }),
  },
]);
