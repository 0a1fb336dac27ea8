import type { ManagedCertificate } from '../model/approach.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';

/** The Certificate of what HTTPS serves. @throws {SetupError} when cert-manager keeps none. */
export function managedLeaf({ tenant }: FaultContext): ManagedCertificate {
  const leaf = tenant.managedCertificates.find(({ secret }) => secret === tenant.certificates.web.secret);
  if (leaf) return leaf;
  throw new SetupError(`Expected cert-manager to keep the certificate of ${tenant.web.host}`);
}

/** Takes cert-manager's controller away, or its webhook, in the namespace that its charts have for them. */
export const withoutCertManager = (name = 'cert-manager'): Change => ({
  patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'cert-manager', name },
  with: { spec: { replicas: 0 } },
});
