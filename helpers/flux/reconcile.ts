import type { Cluster } from '../kube/client.ts';
import { nameOf, readObject, type ObjectRef } from '../kube/objects.ts';
import { patchObject } from '../kube/patch.ts';
import { SetupError } from '../model/errors.ts';
import { eventually } from '../model/eventually.ts';
import type { TimeoutName } from '../model/timeouts.ts';
import { appliedObjects } from './inventory.ts';
import {
  fluxRef,
  listKustomizations,
  listSources,
  whyNotReady,
  Kustomization,
  type Source,
} from './objects.ts';

/** Has Flux look at its sources: what it finds there that is new, it applies. */
export async function requestSources(cluster: Cluster): Promise<void> {
  const refs = (await listSources(cluster)).map((each) => fluxRef('OCIRepository', each));
  await Promise.all(refs.map((ref) => request(cluster, ref)));
}

/** Has Flux look at its sources, and at everything that it applies, at once. */
export async function requestReconciliation(cluster: Cluster): Promise<void> {
  const refs = (await listKustomizations(cluster)).map((each) => fluxRef('Kustomization', each));
  await Promise.all([requestSources(cluster), ...refs.map((ref) => request(cluster, ref))]);
}

/**
 * Has Flux apply the steps again that objects are of, and waits until it has: what is deleted while Flux still looks at
 * the health of what it applied would keep it waiting for that object until its own time is up.
 * @throws {SetupError} when an object is of no step. @throws {TimeoutError} when Flux does not get to one.
 */
export async function reconcileStepsOf(cluster: Cluster, objects: readonly ObjectRef[]): Promise<void> {
  const steps = await listKustomizations(cluster);
  const of = objects.map((object) => stepOf(steps, object));
  await Promise.all([...new Set(of)].map((step) => lookAt(cluster, fluxRef('Kustomization', step))));
}

function stepOf(steps: readonly Kustomization[], object: ObjectRef): Kustomization {
  const name = nameOf(object);
  const step = steps.find((each) => appliedObjects(each).some((applied) => nameOf(applied) === name));
  if (step) return step;
  throw new SetupError(`Expected ${name} to be in an inventory of Flux's, it is in none`);
}

/**
 * Has Flux look at a step, and waits until it has: what it was at before is then over. A suspended step is looked at, and
 * left alone.
 * @throws {TimeoutError} when Flux does not get to it.
 */
export async function lookAt(
  cluster: Cluster,
  step: ObjectRef,
  timeout: TimeoutName = 'configurationEffective',
): Promise<void> {
  const asked = new Date().toISOString();
  await request(cluster, step, asked);
  await eventually(
    async () => {
      const { status } = Kustomization.parse(await readObject(cluster, step));
      if (status.lastHandledReconcileAt !== asked)
        throw new Error(`it last did what was asked at ${status.lastHandledReconcileAt || 'no time'}`);
    },
    { what: `Flux to look at ${nameOf(step)} as asked at ${asked}`, timeout },
  );
}

const request = (cluster: Cluster, ref: ObjectRef, at = new Date().toISOString()): Promise<void> =>
  patchObject(cluster, ref, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': at } } });

/** What of Flux is not at a digest yet, each with its reason; none when all is applied. */
export async function notAt(cluster: Cluster, digest: string): Promise<string[]> {
  const [sources, kustomizations] = await Promise.all([listSources(cluster), listKustomizations(cluster)]);
  return [
    ...sources.flatMap((each) => sourceBehind(each, digest)),
    ...kustomizations.flatMap((each) => behind(each, digest)),
  ];
}

const title = (...each: Parameters<typeof fluxRef>): string => nameOf(fluxRef(...each));

function sourceBehind(source: Source, digest: string): string[] {
  const why = whyNotReady(source);
  if (why) return [`${title('OCIRepository', source)}: ${why}`];
  const revision = source.status.artifact?.revision ?? 'nothing';
  return revision.endsWith(digest)
    ? []
    : [`${title('OCIRepository', source)} has ${revision}, expected ${digest}`];
}

function behind(kustomization: Kustomization, digest: string): string[] {
  const why = whyNotReady(kustomization);
  if (why) return [`${title('Kustomization', kustomization)}: ${why}`];
  const { lastAppliedRevision } = kustomization.status;
  return lastAppliedRevision.endsWith(digest)
    ? []
    : [
        `${title('Kustomization', kustomization)} is at ${lastAppliedRevision || 'nothing'}, expected ${digest}`,
      ];
}

/** Waits until everything that Flux applies is Ready at a digest. */
export async function untilReconciled(
  cluster: Cluster,
  digest: string,
  say: (line: string) => void = () => undefined,
): Promise<void> {
  await eventually(
    async () => {
      const behindYet = await notAt(cluster, digest);
      // What waits for another says no more than that.
      const telling = behindYet.find((why) => !why.includes('DependencyNotReady'));
      if (behindYet.length === 0 && (await listKustomizations(cluster)).length > 1) return;
      say(telling ?? behindYet[0] ?? 'nothing but the first step is known yet');
      throw new Error(behindYet.join('\n'));
    },
    { what: `everything to be applied at ${digest}`, timeout: 'reconciled', every: 500 },
  );
}
