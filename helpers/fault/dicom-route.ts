import type { ObjectRef } from '../kube/objects.ts';
import type { FaultContext } from './define.ts';

/** Traefik's route of DICOM over TLS, in the tenant's namespace. */
export const dicomRoute = ({ tenant }: FaultContext): ObjectRef => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRouteTCP',
  namespace: tenant.namespace,
  name: 'dicom-ingressroute',
});
