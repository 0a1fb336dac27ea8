import { expect, test } from '../../fixtures/test.ts';
import { analyze } from '../../helpers/mesh/analyze.ts';

test.use({ requires: ['istio'] });

/** What is meant to be so, by the analysis' own code. */
const known: Readonly<Record<string, string>> = {
  // It warns of HTTP/2 connections that are used again for another host of the certificate; DICOM is no HTTP.
  IST0138: 'one certificate serves HTTPS and DICOM',
};

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
      findings
        .filter(({ code }) => !(code in known))
        .map(({ code, level, origin, message }) => `${code} ${level} (${origin}): ${message}`),
      `what \`istioctl analyze\` finds in ${[...namespaces].join(', ')}`,
    ).toEqual([]);
  },
);
