import type { FaultContext } from '../../helpers/fault/define.ts';
import type { KubeObject } from '../../helpers/kube/objects.ts';
import { explain, SetupError } from '../../helpers/model/errors.ts';
import { untilMeshSettled } from '../../helpers/mesh/settled.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { isWell, type CheckResult, type FaultResult } from '../../helpers/model/results.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';
import { applyFault } from './apply-fault.ts';
import { whyUnsupported } from './applicable.ts';
import { notHeld } from './held.ts';
import type { NamedFault } from './load-faults.ts';
import { judgeFault, resultOf, type Catch, type Outcome } from './outcome.ts';
import { undoUnfinished } from './undo.ts';

export interface Trial {
  readonly context: FaultContext;
  /** The run's id, to know the fault's owner by. */
  readonly id: string;
  /** Runs checks by id, and whole areas. */
  readonly run: (checks: readonly string[], areas: readonly string[]) => Promise<CheckResult[]>;
}

/**
 * Puts one fault in, sees what catches it, takes it out again, and sees that the expected checks pass as before.
 * @throws when it cannot be taken out: then no other fault must go in.
 */
export async function tryFault(named: NamedFault, trial: Trial): Promise<FaultResult> {
  const started = performance.now();
  const { context } = trial;
  const { expected } = named.fault;
  const result = (found: Outcome): FaultResult => resultOf(named, found, performance.now() - started);
  const reason = whyUnsupported(named.fault, context.approach);
  if (reason) return result({ outcome: 'unsupported', reason });
  const found = await putInAndLook(named, trial);
  const leftover = 'caughtBy' in found ? await provedHealed(expected, trial) : undefined;
  return result(leftover ? { outcome: 'error', reason: leftover } : found);
}

type Found = Catch | { readonly outcome: 'error'; readonly reason: string };

/** The fault is out again when this ends, whatever happens in between. */
async function putInAndLook(named: NamedFault, trial: Trial): Promise<Found> {
  try {
    const written = await applyFault(named, trial.context, trial.id);
    const found = await runUntilCaught(named, trial);
    return found.outcome === 'missed' ? await explainMiss(found, written, trial.context) : found;
  } catch (error) {
    return { outcome: 'error', reason: explain(error) };
  } finally {
    await undoUnfinished(trial.context.cluster);
  }
}

/** A fault that something else has taken out is missed for that reason. */
async function explainMiss(
  found: Catch,
  written: readonly KubeObject[],
  { cluster }: FaultContext,
): Promise<Catch> {
  const lost = await notHeld(cluster, written);
  if (lost.length === 0) return found;
  return { ...found, reason: `${found.reason}; no longer as the fault made it: ${lost.join(', ')}` };
}

/**
 * Configuration takes a while to be enforced: a fault is missed only when its checks still pass after that. What else of
 * its areas notices is asked only then: a caught fault needs no second witness.
 */
async function runUntilCaught({ fault }: NamedFault, { run }: Trial): Promise<Catch> {
  const started = performance.now();
  for (;;) {
    const results = await run(fault.expected, []);
    const found = judgeFault(fault.expected, results);
    if (found.outcome === 'caught') return found;
    // What cannot run here will not later either.
    if (results.every(({ verdict }) => verdict === 'unsupported' || verdict === 'skipped')) break;
    if (performance.now() - started > timeouts.faultEffective) break;
  }
  return judgeFault(fault.expected, await run(fault.expected, fault.areas ?? []));
}

/** Undefined once the expected checks pass again; else what is still wrong. */
async function provedHealed(
  expected: readonly string[],
  { context: { cluster, tenant }, run }: Trial,
): Promise<string | undefined> {
  const what = `${expected.join(', ')} to pass again after the revert`;
  try {
    await untilMeshSettled(cluster, tenant);
    await eventually(async () => throwUnlessHealthy(await run(expected, [])), {
      what,
      timeout: 'faultEffective',
    });
    return undefined;
  } catch (error) {
    return explain(error);
  }
}

/** @throws {SetupError} naming the checks that neither passed nor were left out for a reason. */
export function throwUnlessHealthy(checks: readonly CheckResult[]): void {
  const bad = checks.filter(({ verdict }) => !isWell(verdict));
  if (checks.length === 0) throw new SetupError('no check ran');
  if (bad.length > 0)
    throw new SetupError(bad.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`).join('; '));
}
