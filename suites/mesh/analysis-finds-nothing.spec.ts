import { expect, test } from '../../fixtures/test.ts';
import { analyze, type AnalysisFinding } from '../../helpers/mesh/analyze.ts';
import type { Tenant } from '../../helpers/model/approach.ts';

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
    const meant = approach.tenants.flatMap(meantToBe);
    expect(
      findings
        .filter((finding) => !meant.some((one) => isOne(finding, one)))
        .map(({ code, level, origin, message }) => `${code} ${level} (${origin}): ${message}`),
      `what \`istioctl analyze\` finds in ${[...namespaces].join(', ')}`,
    ).toEqual([]);
  },
);

interface Known {
  readonly code: string;
  readonly origin: string;
  /** The message in full, but for the order of what it lists. */
  readonly lists: readonly string[];
}

/**
 * One certificate serves HTTPS and DICOM, at two Gateways. The analysis warns (IST0138) of HTTP/2 connections that are
 * used again for another host of the certificate; DICOM is no HTTP. Of any other Gateway it warns rightly.
 */
function meantToBe({ web, dicom }: Tenant): Known[] {
  const gateways = [`${web.service.namespace}/web-gw`, `${dicom.service.namespace}/dcm-gw`];
  return gateways.map((name) => ({ code: 'IST0138', origin: `Gateway ${name}`, lists: gateways }));
}

function isOne({ code, origin, message }: AnalysisFinding, known: Known): boolean {
  const listed = /\[(.*?)\]/.exec(message)?.[1]?.split(' ') ?? [];
  return (
    code === known.code &&
    origin === known.origin &&
    listed.length === known.lists.length &&
    known.lists.every((name) => listed.includes(name))
  );
}
