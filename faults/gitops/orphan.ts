import { defineFaults } from '../../helpers/fault/define.ts';

const objects = {
  ConfigMap: { apiVersion: 'v1', data: { made: 'by hand' } },
  Service: { apiVersion: 'v1', spec: { ports: [{ port: 80 }] } },
  AuthorizationPolicy: {
    apiVersion: 'security.istio.io/v1',
    spec: { selector: { matchLabels: { app: 'none' } } },
  },
} as const;

export default defineFaults(
  Object.entries(objects).map(([kind, object]) => ({
    variant: kind,
    title: `Somebody has made a ${kind} by hand, which no source knows`,
    requires: ['flux'],
    reconciled: true,
    expected: ['gitops/everything-is-in-the-inventory'],
    change: ({ tenant: { namespace } }) => [
      { create: { ...object, kind, metadata: { namespace, name: 'made-by-hand' } } },
    ],
  })),
);
