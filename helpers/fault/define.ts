import type { Cluster } from '../kube/client.ts';
import type { KubeObject, ObjectRef } from '../kube/objects.ts';
import type { WorkloadRef } from '../kube/rollout.ts';
import type { Approach, Feature, Tenant } from '../model/approach.ts';

/** What a fault is put into. */
export interface FaultContext {
  readonly cluster: Cluster;
  readonly approach: Approach;
  /** The tenant that the fault hits: the first. */
  readonly tenant: Tenant;
}

/** A JSON merge patch (RFC 7386), or a function of the object as it is that returns it as it should be. */
export type PatchWith =
  { readonly [field: string]: unknown } | ((object: KubeObject) => KubeObject | Promise<KubeObject>);

/** One change to one object. The engine knows how to undo each. */
export type Change =
  | { readonly patch: ObjectRef; readonly with: PatchWith }
  | { readonly replace: KubeObject }
  | { readonly create: KubeObject }
  | { readonly delete: ObjectRef };

/** A named, reversible defect, with the checks that must catch it. */
export interface Fault {
  /** What is broken, as a sentence: `The DICOM listener takes plaintext`. */
  readonly title: string;
  /** Names the variant where a file exports several: `dicom/wrong-port[web]`. */
  readonly variant?: string;
  /** Without these the fault does not apply, and is outside the score. */
  readonly requires?: readonly Feature[];
  /** With one of these it does not apply: there the same is broken in another way. */
  readonly excludes?: readonly Feature[];
  /** Ids of the checks that must catch it; one that fails is enough. */
  readonly expected: readonly [string, ...string[]];
  /** What the failing check must say, where it could fail for something else that the fault brings with it. */
  readonly because?: RegExp;
  /** Areas that are run too, to see what else notices. */
  readonly areas?: readonly string[];
  readonly change: (context: FaultContext) => readonly Change[] | Promise<readonly Change[]>;
  /** Workloads that read what was changed only when they start: their pods are replaced, and again after the revert. */
  readonly restart?: (context: FaultContext) => readonly WorkloadRef[];
  /** Flux goes on reconciling while the fault is in: for faults of reconciliation itself (default: it is paused). */
  readonly reconciled?: boolean;
  /** `stuck` where the broken pods never become Ready: then their creation is awaited, not their readiness. */
  readonly rollout?: 'complete' | 'stuck';
  /** Awaits that the fault has taken effect, beyond the rollout. */
  readonly effective?: (context: FaultContext) => Promise<unknown>;
}

/** Declares a fault; its name is its path under `faults/`. */
export const defineFault = (fault: Fault): Fault => fault;

/** Declares variants of one fault, each with a name of its own. */
export const defineFaults = (variants: readonly (Fault & { readonly variant: string })[]): readonly Fault[] =>
  variants;
