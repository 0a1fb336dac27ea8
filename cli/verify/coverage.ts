import { z } from 'zod';
import { describeAccess } from '../../helpers/kube/access.ts';
import { describeApiError } from '../../helpers/kube/api-error.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { resourcesOf } from '../../helpers/kube/objects.ts';
import { hasStatus } from '../../helpers/kube/status.ts';
import type { Approach } from '../../helpers/model/approach.ts';
import { InconclusiveError } from '../../helpers/model/errors.ts';
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
type Kind = (typeof kinds)[number];

/** The check of an unfiltered run that nothing the approach ships goes unexercised. */
export async function coverage(
  cluster: Cluster,
  approach: Approach,
  checks: readonly CheckResult[],
): Promise<CheckResult> {
  try {
    return coverageCheck(await promisingObjects(cluster, approach), checks);
  } catch (error) {
    // All others have run: what they found is not lost over this one.
    return { ...blank, verdict: 'inconclusive', reason: describeApiError(error) };
  }
}

/**
 * The approach's objects of those kinds, as `Kind/name`, in the namespaces of its tenants and of their ingress.
 * @throws {InconclusiveError} naming all that could not be listed.
 */
async function promisingObjects(cluster: Cluster, approach: Approach): Promise<string[]> {
  const namespaces = new Set(
    approach.tenants.flatMap(({ namespace, web, dicom }) => [
      namespace,
      web.service.namespace,
      dicom.service.namespace,
    ]),
  );
  const served = await servedKinds(cluster);
  const listed = await Promise.allSettled(
    [...namespaces].flatMap((namespace) => served.map((kind) => list(cluster, namespace, kind))),
  );
  const why = listed.flatMap((one) => (one.status === 'rejected' ? [describeApiError(one.reason)] : []));
  if (why.length > 0) {
    throw new InconclusiveError(
      `Expected to list what promises something, to see that each is exercised; not possible: ${why.join('; ')}`,
    );
  }
  return [...new Set(listed.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])))].toSorted();
}

/** Those of the kinds that the cluster has. */
async function servedKinds({ config }: Cluster): Promise<readonly Kind[]> {
  const versions = new Set(kinds.map(([group, version]) => `${group}/${version}`));
  const served = await Promise.all(
    [...versions].map(async (one) => (await resourcesOf(config, one)).map(({ name }) => `${one}/${name}`)),
  );
  return kinds.filter(([group, version, plural]) => served.flat().includes(`${group}/${version}/${plural}`));
}

const Listed = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

async function list(
  cluster: Cluster,
  namespace: string,
  [group, version, plural, kind]: Kind,
): Promise<string[]> {
  const objects: unknown = await cluster.custom
    .listNamespacedCustomObject({ group, version, namespace, plural })
    .catch((error: unknown) => {
      if (!hasStatus(error, 403)) throw error;
      const access = describeAccess({ verb: 'list', resource: plural, group, namespace });
      throw new InconclusiveError(`no permission to ${access}`, { cause: error });
    });
  return Listed.parse(objects).items.map(({ metadata }) => `${kind}/${metadata.name}`);
}

/** Whether checks exercise each of the objects. */
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
