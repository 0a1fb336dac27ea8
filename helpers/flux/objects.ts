import { z } from 'zod';
import type { Cluster } from '../kube/client.ts';
import type { ObjectRef } from '../kube/objects.ts';
import { listAs } from '../kube/list-as.ts';

const Condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(''),
  message: z.string().default(''),
  lastTransitionTime: z.string().default(''),
  observedGeneration: z.int().optional(),
});

/** The metadata of an object of Flux's. */
export const Meta = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  generation: z.int(),
  creationTimestamp: z.string(),
});

/** What all of Flux's objects say of themselves. */
export const Status = z.looseObject({
  observedGeneration: z.int().optional(),
  conditions: z.array(Condition).default([]),
});

/** What an OCIRepository follows, and what it has. */
export const Source = z.looseObject({
  metadata: Meta,
  spec: z.looseObject({
    url: z.string(),
    suspend: z.boolean().default(false),
    ref: z.looseObject({ tag: z.string().optional(), digest: z.string().optional() }).optional(),
  }),
  status: Status.extend({
    artifact: z.looseObject({ revision: z.string(), lastUpdateTime: z.string().default('') }).optional(),
  }).prefault({}),
});
export type Source = z.infer<typeof Source>;

/** What a Kustomization applies, and how far it has come. */
export const Kustomization = z.looseObject({
  metadata: Meta,
  spec: z.looseObject({
    path: z.string().default('./'),
    prune: z.boolean(),
    wait: z.boolean().default(false),
    suspend: z.boolean().default(false),
    serviceAccountName: z.string().optional(),
    dependsOn: z.array(z.looseObject({ name: z.string(), namespace: z.string().optional() })).default([]),
    sourceRef: z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }),
  }),
  status: Status.extend({
    lastAppliedRevision: z.string().default(''),
    lastAttemptedRevision: z.string().default(''),
    lastHandledReconcileAt: z.string().default(''),
    inventory: z
      .looseObject({ entries: z.array(z.looseObject({ id: z.string(), v: z.string() })) })
      .optional(),
  }).prefault({}),
});
export type Kustomization = z.infer<typeof Kustomization>;

export const fluxApi = {
  source: 'source.toolkit.fluxcd.io/v1',
  kustomization: 'kustomize.toolkit.fluxcd.io/v1',
} as const;

/** All OCIRepositories of the cluster. */
export const listSources = (cluster: Cluster): Promise<Source[]> =>
  listAs(cluster, `/apis/${fluxApi.source}/ocirepositories`, Source);

/** All Kustomizations of the cluster. */
export const listKustomizations = (cluster: Cluster): Promise<Kustomization[]> =>
  listAs(cluster, `/apis/${fluxApi.kustomization}/kustomizations`, Kustomization);

/** What to refer to a source or Kustomization by. */
export const fluxRef = (
  kind: 'OCIRepository' | 'Kustomization',
  { metadata: { namespace, name } }: Source | Kustomization,
): ObjectRef => ({
  apiVersion: kind === 'Kustomization' ? fluxApi.kustomization : fluxApi.source,
  kind,
  namespace,
  name,
});

/** What a Kustomization is known by among all: `namespace/name`. */
export const idOf = ({ metadata: { namespace, name } }: Kustomization): string => `${namespace}/${name}`;

/** Why an object of Flux's is not Ready at its newest generation; null where it is. */
export function whyNotReady({ metadata, status }: Reconciled): string | null {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  if (!ready) return 'it says nothing of being Ready yet';
  if (ready.status !== 'True') return `${ready.reason}: ${ready.message}`;
  return status.observedGeneration === metadata.generation
    ? null
    : `it is Ready at generation ${status.observedGeneration}, its newest is ${metadata.generation}`;
}

interface Reconciled {
  readonly metadata: z.infer<typeof Meta>;
  readonly status: z.infer<typeof Status>;
}
