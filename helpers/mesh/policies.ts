import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import { matches } from '../kube/labels.ts';
import { listIfKnown } from '../kube/list-as.ts';
import { listPods, type Pod } from '../kube/pods.ts';

const Policy = z.looseObject({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z
    .looseObject({
      selector: z.object({ matchLabels: z.record(z.string(), z.string()).optional() }).optional(),
      workloadSelector: z.object({ labels: z.record(z.string(), z.string()).optional() }).optional(),
      action: z.string().optional(),
      rules: z.array(z.record(z.string(), z.unknown())).optional(),
    })
    .default({}),
});

/** A policy of the mesh, and the pods that it is about. */
export interface MeshPolicy {
  readonly kind: 'AuthorizationPolicy' | 'PeerAuthentication' | 'Sidecar';
  /** `orthweb/authz-policy-orthanc`. */
  readonly name: string;
  readonly action: 'ALLOW' | 'DENY' | undefined;
  /** True when a rule of it has no condition at all: it is about everybody and everything. */
  readonly unconditional: boolean;
  readonly pods: readonly string[];
}

const sources = [
  ['AuthorizationPolicy', 'security.istio.io/v1', 'authorizationpolicies'],
  ['PeerAuthentication', 'security.istio.io/v1', 'peerauthentications'],
  ['Sidecar', 'networking.istio.io/v1', 'sidecars'],
] as const;

/** The policies of some namespaces; those of the mesh's own namespace are about the pods of all of them. */
export async function meshPolicies(
  cluster: Cluster,
  namespaces: readonly string[],
  rootNamespace: string,
): Promise<readonly MeshPolicy[]> {
  const everywhere = [...new Set([...namespaces, rootNamespace])];
  const pods = (await Promise.all(everywhere.map((one) => listPods(cluster, one)))).flat();
  const found = await Promise.all(
    everywhere.flatMap((namespace) =>
      sources.map(async ([kind, apiVersion, plural]) => {
        const path = `/apis/${apiVersion}/namespaces/${namespace}/${plural}`;
        return (await listIfKnown(cluster, path, Policy)).map((policy) =>
          describe(kind, policy, pods, rootNamespace),
        );
      }),
    ),
  );
  return found.flat();
}

function describe(
  kind: MeshPolicy['kind'],
  { metadata: { namespace, name }, spec }: z.output<typeof Policy>,
  pods: readonly Pod[],
  rootNamespace: string,
): MeshPolicy {
  const labels = { ...spec.selector?.matchLabels, ...spec.workloadSelector?.labels };
  const selected = pods.filter(
    (pod) =>
      (namespace === rootNamespace || pod.namespace === namespace) &&
      matches(pod.manifest.metadata?.labels, labels),
  );
  return {
    kind,
    name: `${namespace}/${name}`,
    action: kind === 'AuthorizationPolicy' ? (spec.action === 'DENY' ? 'DENY' : 'ALLOW') : undefined,
    unconditional: spec.rules?.some((rule) => Object.keys(rule).length === 0) ?? false,
    pods: selected.map((pod) => `${pod.namespace}/${pod.name}`),
  };
}

/** What makes policies meaningless: those that select no pod, and those that another one overrules. */
export function idlePolicies(policies: readonly MeshPolicy[]): string[] {
  return policies.flatMap((policy) => {
    if (policy.pods.length === 0) return [`${policy.kind} ${policy.name} selects no pod`];
    if (policy.action !== 'ALLOW') return [];
    const others = policies.filter(
      (other) =>
        other !== policy && other.unconditional && policy.pods.every((pod) => other.pods.includes(pod)),
    );
    return others.map(
      (other) =>
        `${policy.kind} ${policy.name} says nothing: ${other.name} ${other.action === 'DENY' ? 'denies' : 'allows'} everything to the same pods`,
    );
  });
}
