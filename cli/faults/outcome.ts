import type { Fault } from '../../helpers/fault/define.ts';
import type { CheckResult, FaultOutcome, FaultResult } from '../../helpers/model/results.ts';
import type { NamedFault } from './load-faults.ts';

/** What the checks made of a fault. */
export interface Catch {
  readonly outcome: Extract<FaultOutcome, 'caught' | 'caught-by-other' | 'missed'>;
  readonly caughtBy: readonly string[];
  readonly reason: string;
}

/** What came of a fault: a catch, or why there is none. */
export type Outcome = Pick<FaultResult, 'outcome' | 'reason'> & Partial<Pick<Catch, 'caughtBy'>>;

/** A fault's result, after so many milliseconds. */
export const resultOf = (
  { name, fault: { title, expected } }: NamedFault,
  { outcome, reason, caughtBy = [] }: Outcome,
  ms: number,
): FaultResult => ({
  name,
  title,
  expected: [...expected],
  caughtBy: [...caughtBy],
  outcome,
  reason,
  seconds: Math.round(ms / 100) / 10,
});

/** Whether a check's id is the one expected: that check in any case and for any tenant, or in just the case named. */
export function isExpected(id: string, expected: string): boolean {
  const withoutTenant = id.replace(/@[^@\]]*$/, '');
  return [id, withoutTenant, withoutTenant.replace(/\[.*$/, '')].includes(expected);
}

/**
 * Judges what the checks said while the fault was in. Only `failed` catches, and for the reason that the fault names if it
 * does: an inconclusive check proves nothing.
 */
export function judgeFault(
  { expected, because }: Pick<Fault, 'expected' | 'because'>,
  checks: readonly CheckResult[],
): Catch {
  const failed = checks.filter(({ verdict }) => verdict === 'failed');
  const isHit = ({ id, reason }: CheckResult): boolean =>
    expected.some((one) => isExpected(id, one)) && (because?.test(reason ?? '') ?? true);
  const hits = failed.filter(isHit);
  const caughtBy = [...hits, ...failed.filter((check) => !hits.includes(check))].map(({ id }) => id);
  if (hits[0]) return { outcome: 'caught', caughtBy, reason: `${hits[0].id}: ${hits[0].reason}` };
  const toSay = because ? ` with ${String(because)}` : '';
  const said = `expected ${expected.join(' or ')} to fail${toSay}; ${saidBy(expected, checks)}`;
  if (failed[0])
    return {
      outcome: 'caught-by-other',
      caughtBy,
      reason: `${said}; ${failed[0].id} failed: ${failed[0].reason}`,
    };
  return { outcome: 'missed', caughtBy, reason: said };
}

function saidBy(expected: readonly string[], checks: readonly CheckResult[]): string {
  const theirs = checks.filter(({ id }) => expected.some((one) => isExpected(id, one)));
  if (theirs.length === 0) return 'none of them ran';
  return theirs
    .map(({ id, verdict, reason }) => `${id} was ${verdict}${reason === null ? '' : ` (${reason})`}`)
    .join(', ');
}

/** Caught ÷ applicable, from 0 to 1; null when no fault applies. */
export function scoreOf(faults: readonly { readonly outcome: FaultOutcome }[]): number | null {
  const applicable = faults.filter(({ outcome }) => outcome !== 'unsupported');
  return applicable.length
    ? applicable.filter(({ outcome }) => outcome === 'caught').length / applicable.length
    : null;
}
