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
  /** Ends the trial early, with the fault taken out. */
  readonly signal: AbortSignal;
  /** Runs checks by id, and whole areas; it loads them while it waits for what they are to run after. */
  readonly run: (
    checks: readonly string[],
    options?: { readonly areas?: readonly string[]; readonly after?: Promise<unknown> },
  ) => Promise<CheckResult[]>;
}

/**
 * Puts one fault in, sees what catches it, takes it out again, and sees that the expected checks pass as before.
 * @throws when it cannot be taken out: then no other fault must go in.
 */
export async function tryFault(named: NamedFault, trial: Trial): Promise<FaultResult> {
  const started = performance.now();
  const result = (found: Outcome): FaultResult => resultOf(named, found, performance.now() - started);
  const reason = whyUnsupported(named.fault, trial.context.approach);
  if (reason) return result({ outcome: 'unsupported', reason });
  const found = await putInAndLook(named, trial);
  // What did not come to be judged need not be seen to be healed.
  const leftover = found.outcome === 'error' ? undefined : await takeOut(named, trial);
  return result(leftover ? { outcome: 'error', reason: leftover } : found);
}

type Found = Catch | { readonly outcome: 'error' | 'unsupported'; readonly reason: string };

/** The fault is in when this ends; out again where something went wrong. */
async function putInAndLook(named: NamedFault, trial: Trial): Promise<Found> {
  try {
    const [written, results] = await runAfter(applyFault(named, trial.context, trial.id), named, trial);
    const found = await runUntilCaught(results, named, trial);
    return found.outcome === 'missed' ? await explainMiss(found, written, trial.context) : found;
  } catch (error) {
    await undoAfter(error, trial.context);
    return { outcome: 'error', reason: explain(error) };
  }
}

/** @throws {SetupError} telling both what went wrong first and why the fault cannot be taken out. */
async function undoAfter(first: unknown, { cluster }: FaultContext): Promise<void> {
  try {
    await undoUnfinished(cluster);
  } catch (error) {
    throw new SetupError(`${explain(first)}; nor can the fault be taken out`, { cause: error });
  }
}

/** Has the expected checks load while something is done, and runs them then. */
async function runAfter<Done>(
  work: Promise<Done>,
  { fault }: NamedFault,
  { run }: Trial,
): Promise<[Done, CheckResult[]]> {
  const running = run(fault.expected, { after: work });
  const [done, results] = await Promise.allSettled([work, running]);
  if (done.status === 'rejected') throw done.reason;
  if (results.status === 'rejected') throw results.reason;
  return [done.value, results.value];
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
async function runUntilCaught(
  first: readonly CheckResult[],
  { fault }: NamedFault,
  { run }: Trial,
): Promise<Found> {
  const started = performance.now();
  for (let results = first; ; results = await run(fault.expected)) {
    const found = judgeFault(fault, results);
    if (found.outcome === 'caught') return found;
    const [left] = results;
    // What cannot run here will not later either.
    if (left && results.every(({ verdict }) => verdict === 'unsupported' || verdict === 'skipped'))
      return { outcome: 'unsupported', reason: `${left.id} is ${left.verdict}: ${left.reason}` };
    if (performance.now() - started > timeouts.faultEffective) break;
  }
  const { areas = [] } = fault;
  return judgeFault(fault, await run(fault.expected, { areas }));
}

/**
 * Takes the fault out. Resolves to undefined once the expected checks pass again, else to what is still wrong.
 * @throws when it cannot be taken out.
 */
async function takeOut(named: NamedFault, trial: Trial): Promise<string | undefined> {
  const { cluster, tenant } = trial.context;
  const { expected } = named.fault;
  const out = undoUnfinished(cluster);
  const settled = out.then(() => untilMeshSettled(cluster, tenant));
  const first = runAfter(settled, named, trial).then(([, results]) => results);
  // They are looked at below, in their turn.
  for (const later of [settled, first]) later.catch(() => undefined);
  await out;
  const what = `${expected.join(', ')} to pass again after the revert`;
  const loaded = [first];
  try {
    await settled;
    const { signal } = trial;
    await eventually(async () => throwUnlessHealthy(await (loaded.pop() ?? trial.run(expected))), {
      what,
      timeout: 'faultEffective',
      signal,
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
