import { defineFaults, type Fault } from '../../helpers/fault/define.ts';
import {
  authorizationPolicy,
  peerAuthentication,
  plaintextInside,
  plaintextPort,
} from '../../helpers/fault/mesh.ts';
import { orthancWorkload } from '../../helpers/fault/configuration.ts';

type Variant = Omit<Fault, 'requires'> & { readonly variant: string };

const variants: readonly Variant[] = [
  {
    variant: 'permissive',
    title: 'Mutual TLS is offered, and no must',
    expected: ['mesh/plaintext-is-reset'],
    change: (context) => [
      { patch: peerAuthentication(context), with: { spec: { mtls: { mode: 'PERMISSIVE' } } } },
    ],
  },
  {
    variant: 'not required',
    title: 'Nothing says that mutual TLS is a must',
    expected: ['mesh/plaintext-is-reset'],
    change: (context) => [{ delete: peerAuthentication(context) }],
  },
  {
    variant: 'HTTP',
    title: "Orthanc's HTTP port takes plaintext from everybody",
    expected: ['mesh/plaintext-is-reset[HTTP]'],
    change: (context) => [
      plaintextPort(context, 'orthanc', context.tenant.orthanc.httpPort),
      { delete: authorizationPolicy(context, 'orthanc') },
    ],
  },
  {
    variant: 'DICOM',
    title: "Orthanc's DICOM port takes plaintext from everybody",
    expected: ['mesh/plaintext-is-reset[DICOM]'],
    change: (context) => [
      plaintextPort(context, 'orthanc', context.tenant.orthanc.dicomPort),
      { delete: authorizationPolicy(context, 'orthanc') },
    ],
  },
  {
    variant: 'PostgreSQL',
    title: 'PostgreSQL takes plaintext from everybody',
    expected: ['mesh/plaintext-is-reset[PostgreSQL]'],
    change: (context) => [
      plaintextPort(context, 'database', context.tenant.database.port),
      { delete: authorizationPolicy(context, 'database') },
    ],
  },
  {
    variant: 'on the wire',
    title: 'The gateway talks to Orthanc in plaintext',
    expected: ['mesh/wire-shows-no-plaintext[HTTP]'],
    change: (context) => plaintextInside(context, 'orthanc'),
  },
  {
    variant: 'SQL on the wire',
    title: 'Orthanc talks to its database in plaintext',
    expected: ['mesh/wire-shows-no-plaintext[SQL]'],
    change: (context) => plaintextInside(context, 'database'),
    // Sessions that are there stay as they are.
    restart: (context) => [orthancWorkload(context)],
  },
  {
    variant: 'without identity',
    title: 'Orthanc cannot tell who asks',
    expected: ['mesh/identity-is-seen[HTTP]'],
    change: (context) => plaintextInside(context, 'orthanc'),
  },
  {
    variant: 'DICOM without identity',
    title: 'Orthanc cannot tell who associates',
    expected: ['mesh/identity-is-seen[DICOM]'],
    change: (context) => plaintextInside(context, 'orthanc'),
  },
];

export default defineFaults(variants.map((variant) => ({ ...variant, requires: ['istio-mtls'] })));
