import type { Change } from './define.ts';

/** Takes cert-manager's controller away, or its webhook, in the namespace that its charts have for them. */
export const withoutCertManager = (name = 'cert-manager'): Change => ({
  patch: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'cert-manager', name },
  with: { spec: { replicas: 0 } },
});
