import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { changeServers, changeVirtualService, leadingTo } from '../../helpers/fault/istio-route.ts';

type Variant = readonly [
  variant: string,
  title: string,
  check: string,
  change: (context: FaultContext) => readonly Change[],
];

const orthanc = ({
  tenant: {
    namespace,
    orthanc: { service },
  },
}: FaultContext): string => `${service}.${namespace}.svc.cluster.local`;

const variants: readonly Variant[] = [
  [
    'other port',
    "The web route leads to Orthanc's DICOM port",
    'ingress/routes-by-host',
    (context) => [
      changeVirtualService(context, 'web-vs', leadingTo(orthanc(context), context.tenant.orthanc.dicomPort)),
    ],
  ],
  [
    'other service',
    'The web route leads to the database',
    'ingress/routes-by-host',
    (context) => {
      const { namespace, database } = context.tenant;
      const host = `${database.service}.${namespace}.svc.cluster.local`;
      return [changeVirtualService(context, 'web-vs', leadingTo(host, database.port))];
    },
  ],
  [
    'any host',
    'The web route takes any host',
    'ingress/routes-by-host[another name]',
    (context) => [
      changeServers(context, 'web-gw', context.tenant.web.port, () => ({ hosts: ['*'] })),
      changeVirtualService(context, 'web-vs', {}, { hosts: ['*'] }),
    ],
  ],
  [
    'DICOM elsewhere',
    "The DICOM route leads to Orthanc's HTTP port",
    'dimse/echo-over-tls',
    (context) => [
      changeVirtualService(context, 'dcm-vs', leadingTo(orthanc(context), context.tenant.orthanc.httpPort)),
    ],
  ],
  [
    'software named',
    'Answers name the software behind',
    'ingress/headers-do-not-leak',
    (context) => [
      changeVirtualService(context, 'web-vs', {
        headers: { response: { set: { 'x-powered-by': 'Orthanc 1.12.7' } } },
      }),
    ],
  ],
  [
    'slow',
    'Every request waits for half a second',
    'ingress/answers-in-time',
    (context) => [
      changeVirtualService(context, 'web-vs', {
        fault: { delay: { fixedDelay: '0.5s', percentage: { value: 100 } } },
      }),
    ],
  ],
];

export default defineFaults(
  variants.map(([variant, title, check, change]): Fault & { variant: string } => ({
    variant,
    title,
    requires: ['istio'],
    expected: [check],
    change,
  })),
);
