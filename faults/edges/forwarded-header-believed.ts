import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { changeVirtualService } from '../../helpers/fault/istio-route.ts';
import { addTraefikArguments } from '../../helpers/fault/traefik.ts';
import type { Feature } from '../../helpers/model/approach.ts';

type Variant = readonly [feature: Feature, change: (context: FaultContext) => readonly Change[]];

/** The walls that stand before it besides Orthanc's, which looks at the header only where no host is configured. */
const variants: readonly Variant[] = [
  [
    'traefik',
    (context) => [
      // Traefik believes only proxies that it trusts, and the middleware takes the header away.
      addTraefikArguments(context, '--entrypoints.websecure.forwardedheaders.insecure=true'),
      {
        patch: {
          apiVersion: 'traefik.io/v1alpha1',
          kind: 'Middleware',
          namespace: context.tenant.namespace,
          name: 'web-headers',
        },
        with: { spec: { headers: { customRequestHeaders: null } } },
      },
    ],
  ],
  ['istio', (context) => [changeVirtualService(context, 'web-vs', { headers: {} })]],
];

export default defineFaults(
  variants.map(([feature, change]): Fault & { variant: string } => ({
    variant: feature,
    title: 'Orthanc makes its URLs of the Forwarded header that a client has sent',
    requires: [feature],
    expected: ['edges/client-forwarded-header-is-ignored'],
    change: async (context) => [
      await configureOrthanc(context, { DicomWeb: { Host: '' } }),
      ...change(context),
    ],
    restart: (context) => [orthancWorkload(context)],
  })),
);
