import { defineFaults } from '../../helpers/fault/define.ts';
import { unreconciled } from '../../helpers/fault/flux.ts';

/** One object of each kind that somebody may change by hand. */
const objects = [
  ['apps/v1', 'Deployment', 'orthanc'],
  ['apps/v1', 'StatefulSet', 'postgres'],
  ['v1', 'Service', 'orthweb'],
  ['v1', 'ConfigMap', 'postgres'],
  ['policy/v1', 'PodDisruptionBudget', 'orthanc'],
  ['security.istio.io/v1', 'PeerAuthentication', 'default-peer-authentication'],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'authz-policy-postgres'],
  ['networking.istio.io/v1', 'VirtualService', 'web-vs'],
  ['cert-manager.io/v1', 'Certificate', 'orthweb-cert'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor', 'orthanc'],
] as const;

export default defineFaults(
  objects.map(([apiVersion, kind, name]) => ({
    variant: kind,
    title: `Flux leaves a ${kind} alone, whatever somebody makes of it`,
    requires: ['flux'],
    reconciled: true,
    expected: ['gitops/drift-is-put-back'],
    because: new RegExp(`what is not as it was before.*"${kind} `, 's'),
    change: ({ tenant: { namespace } }) => [
      { patch: { apiVersion, kind, namespace, name }, with: { metadata: unreconciled } },
    ],
  })),
);
