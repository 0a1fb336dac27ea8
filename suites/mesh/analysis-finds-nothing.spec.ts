import { expect, test } from '../../fixtures/test.ts';
import { analyze } from '../../helpers/mesh/analyze.ts';

test.use({ requires: ['istio'] });

test(
  "Istio's own analysis has no warning about the live configuration",
  { tag: ['@core', '@cluster'] },
  async ({ approach, deployment: { context, kubeconfig }, mesh }) => {
    const namespaces = new Set([
      mesh.namespace,
      ...approach.tenants.flatMap((tenant) => [tenant.namespace, tenant.web.service.namespace]),
    ]);
    const findings = await analyze(context, kubeconfig, [...namespaces]);
    expect(
      findings.map(({ code, level, origin, message }) => `${code} ${level} (${origin}): ${message}`),
      `what \`istioctl analyze\` finds in ${[...namespaces].join(', ')}`,
    ).toEqual([]);
  },
);
