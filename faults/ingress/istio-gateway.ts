import { defineFaults, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { changeServers, type Server } from '../../helpers/fault/istio-route.ts';

type Edit = (server: Server, context: FaultContext) => Readonly<Record<string, unknown>>;
type Variant = readonly [
  variant: string,
  title: string,
  check: string,
  entry: 'web' | 'dicom' | 'plain',
  edit: Edit,
];

const tls = ({ tls: present }: Server, change: Readonly<Record<string, unknown>>) => ({
  tls: { ...present, ...change },
});
/** TLS 1.0 has ciphers of its own: without one it is refused whatever the lowest version is. */
const oldest: Edit = (server) =>
  tls(server, {
    minProtocolVersion: 'TLSV1_0',
    cipherSuites: ['ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA', ...modern],
  });
const modern = ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'];
const without: Edit = ({ port }) => ({ tls: undefined, port: { ...port, protocol: 'HTTP' } });

const variants: readonly Variant[] = [
  [
    'passthrough',
    'The gateway hands TLS through, and Orthanc speaks none',
    'ingress/modern-tls-is-accepted',
    'web',
    (server) => tls(server, { mode: 'PASSTHROUGH', credentialName: undefined }),
  ],
  [
    'without TLS',
    'The gateway takes plain HTTP on 443',
    'ingress/plain-http-on-the-tls-port',
    'web',
    without,
  ],
  [
    'no such certificate',
    'The gateway is to serve a certificate that there is not',
    'ingress/modern-tls-is-accepted',
    'web',
    (server) => tls(server, { credentialName: 'korthweb-none' }),
  ],
  ['TLS 1.0', 'The gateway takes TLS 1.0 and 1.1', 'ingress/old-tls-is-refused', 'web', oldest],
  [
    'TLS 1.0 for DICOM',
    'The DICOM gateway takes TLS 1.0 and 1.1',
    'ingress/old-tls-is-refused',
    'dicom',
    oldest,
  ],
  [
    'weak ciphers',
    'The gateway takes ciphers without forward secrecy or authenticated encryption',
    'ingress/weak-ciphers-are-refused',
    'web',
    (server) => tls(server, { cipherSuites: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-SHA'] }),
  ],
  [
    'redirect gone',
    'Plain HTTP is served instead of redirected',
    'ingress/plain-http-redirects',
    'plain',
    () => ({ tls: undefined }),
  ],
  [
    'any host',
    'The gateway takes any server name',
    'ingress/unknown-server-name-is-refused',
    'web',
    () => ({ hosts: ['*'] }),
  ],
  [
    'DICOM without TLS',
    'The DICOM gateway takes plaintext',
    'dimse/plaintext-is-refused',
    'dicom',
    ({ port }) => ({ tls: undefined, port: { ...port, protocol: 'TCP' } }),
  ],
  [
    'DICOM needs a server name',
    'The DICOM gateway knows only clients that send a server name',
    'dimse/every-client-is-served-the-certificate[without SNI, without ALPN]',
    'dicom',
    (_server, { tenant }) => ({ hosts: [tenant.dicom.host] }),
  ],
];

const gateways = { web: 'web-gw', plain: 'web-gw', dicom: 'dcm-gw' } as const;

export default defineFaults(
  variants.map(([variant, title, check, entry, edit]): Fault & { variant: string } => ({
    variant,
    title,
    requires: ['istio'],
    expected: [check],
    change: (context) => {
      const { web, dicom } = context.tenant;
      const port = { web: web.port, plain: web.httpPort, dicom: dicom.port }[entry];
      return [changeServers(context, gateways[entry], port, (server) => edit(server, context))];
    },
  })),
);
