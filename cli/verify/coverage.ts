import { z } from 'zod';
import type { Cluster } from '../../helpers/kube/client.ts';
import { hasStatus } from '../../helpers/kube/status.ts';
import type { Approach } from '../../helpers/model/approach.ts';
import type { CheckResult } from '../../helpers/model/results.ts';

/** The kinds whose every object must be exercised by some check: each of them promises something. */
const kinds = [
  ['traefik.io', 'v1alpha1', 'ingressroutes', 'IngressRoute'],
  ['traefik.io', 'v1alpha1', 'ingressroutetcps', 'IngressRouteTCP'],
  ['security.istio.io', 'v1', 'authorizationpolicies', 'AuthorizationPolicy'],
  ['security.istio.io', 'v1', 'peerauthentications', 'PeerAuthentication'],
  ['networking.istio.io', 'v1', 'gateways', 'Gateway'],
  ['networking.istio.io', 'v1', 'virtualservices', 'VirtualService'],
  ['networking.istio.io', 'v1', 'destinationrules', 'DestinationRule'],
  ['networking.istio.io', 'v1', 'sidecars', 'Sidecar'],
  ['cert-manager.io', 'v1', 'issuers', 'Issuer'],
  ['cert-manager.io', 'v1', 'certificates', 'Certificate'],
  ['monitoring.coreos.com', 'v1', 'servicemonitors', 'ServiceMonitor'],
  ['monitoring.coreos.com', 'v1', 'podmonitors', 'PodMonitor'],
] as const;

/** The approach's objects of those kinds, as `Kind/name`, in the namespaces that it uses. */
export async function promisingObjects(cluster: Cluster, approach: Approach): Promise<string[]> {
  const namespaces = new Set(
    approach.tenants.flatMap(({ namespace, web, dicom }) => [
      namespace,
      web.service.namespace,
      dicom.service.namespace,
    ]),
  );
  const listed = await Promise.all(
    [...namespaces].flatMap((namespace) => kinds.map((kind) => list(cluster, namespace, kind))),
  );
  return [...new Set(listed.flat())].toSorted();
}

const Listed = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

async function list(
  cluster: Cluster,
  namespace: string,
  [group, version, plural, kind]: (typeof kinds)[number],
): Promise<string[]> {
  const objects: unknown = await cluster.custom
    .listNamespacedCustomObject({ group, version, namespace, plural })
    .catch((error: unknown) => {
      // A cluster without the kind has no object of it.
      if (hasStatus(error, 404)) return { items: [] };
      throw error;
    });
  return Listed.parse(objects).items.map(({ metadata }) => `${kind}/${metadata.name}`);
}

/** The check that nothing the approach ships goes unexercised; of an unfiltered run's checks only. */
export function coverageCheck(objects: readonly string[], checks: readonly CheckResult[]): CheckResult {
  const by = (verdicts: readonly string[]): Set<string> =>
    new Set(checks.filter(({ verdict }) => verdicts.includes(verdict)).flatMap(({ exercises }) => exercises));
  const ran = by(['passed', 'failed']);
  const missing = objects.filter((object) => !ran.has(object));
  const left = by(['skipped', 'inconclusive', 'setup-failed']);
  const never = missing.filter((object) => !left.has(object));
  return { ...blank, exercises: [...objects], ...judge(missing, never) };
}

const blank: Omit<CheckResult, 'verdict' | 'reason'> = {
  id: 'coverage/resources-are-exercised',
  title: 'Every policy, route, connection setting, issuer, certificate and monitor is exercised by a check',
  area: 'coverage',
  tags: [],
  durationMs: 0,
  knownDeviation: null,
  exercises: [],
  controls: [],
};

function judge(
  missing: readonly string[],
  never: readonly string[],
): Pick<CheckResult, 'verdict' | 'reason'> {
  if (never.length > 0) return { verdict: 'failed', reason: `no check exercises ${never.join(', ')}` };
  if (missing.length === 0) return { verdict: 'passed', reason: null };
  return {
    verdict: 'inconclusive',
    reason: `the checks that exercise ${missing.join(', ')} came to no result in this run`,
  };
}
