import { describeOutcome, type DimseOutcome, type DimseSuccess } from './outcome.ts';

/** The outcome, if it is success or a warning. @throws {Error} saying of what, and how it ended instead. */
export function requireSuccess<Success>(
  what: string,
  outcome: DimseOutcome<Success>,
): DimseSuccess & Success {
  if (outcome.kind === 'success') return outcome;
  throw new Error(`${what}: expected success, got ${describeOutcome(outcome)}`);
}
