import type { ObjectRef } from '../kube/objects.ts';
import type { FaultContext } from './define.ts';
import { traefikDeployment } from './traefik.ts';

/** The Deployment of the tenant's ingress: Traefik's, or the mesh's gateway. */
export function ingressDeployment(context: FaultContext): ObjectRef {
  const gateway = context.tenant.mesh?.gateway;
  if (!gateway) return traefikDeployment(context);
  const { namespace, deployment: name } = gateway;
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name };
}
