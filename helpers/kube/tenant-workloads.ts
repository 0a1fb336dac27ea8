import type { Tenant } from '../model/approach.ts';
import type { WorkloadRef } from './rollout.ts';

/** The Deployment of the tenant's Orthanc. */
export const orthancWorkload = ({ tenant }: { readonly tenant: Tenant }): WorkloadRef => ({
  kind: 'Deployment',
  namespace: tenant.namespace,
  name: tenant.orthanc.deployment,
});

/** The StatefulSet of the tenant's PostgreSQL. */
export const postgresWorkload = ({ tenant }: { readonly tenant: Tenant }): WorkloadRef => ({
  kind: 'StatefulSet',
  namespace: tenant.namespace,
  name: tenant.database.statefulSet,
});
