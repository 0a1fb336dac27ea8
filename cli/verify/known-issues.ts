import { z } from 'zod';
import { parseInput } from '../../helpers/model/parse.ts';
import type { CheckResult } from '../../helpers/model/results.ts';
import { readYaml } from './profile.ts';

const day = z.iso.date('a date like 2027-01-31');

/** One entry of the known-issues file. */
export const KnownIssue = z.strictObject({
  /** The id of the check that is known to fail. */
  check: z.string().min(1),
  reason: z.string().min(1),
  /** The last day (UTC) on which it is known: after that it fails the run again. */
  expires: day,
});
export type KnownIssue = z.infer<typeof KnownIssue>;

/** Reads a known-issues file. @throws {ConfigError} naming each bad field. */
export async function readKnownIssues(file: string): Promise<KnownIssue[]> {
  const next = 'Next: list mappings of `check`, `reason` and `expires`';
  return parseInput(z.array(KnownIssue), (await readYaml('known-issues file', file)) ?? [], {
    from: `The known-issues file ${file}`,
    next,
  });
}

/** The check that each entry names a check, so that the list cannot rot; of an unfiltered run's checks only. */
export function knownIssuesCheck(checks: readonly CheckResult[], issues: readonly KnownIssue[]): CheckResult {
  const ids = new Set(checks.map(({ id }) => id));
  const unknown = issues.filter(({ check }) => !ids.has(check)).map(({ check }) => check);
  return {
    id: 'coverage/known-issues-name-checks',
    title: 'Every known issue names a check',
    area: 'coverage',
    tags: [],
    ...(unknown.length > 0
      ? {
          verdict: 'failed',
          reason: `the known issues list ${unknown.join(', ')}, and no check has that id: correct or remove the entry`,
        }
      : { verdict: 'passed', reason: null }),
    durationMs: 0,
    knownDeviation: null,
    exercises: [],
    controls: [],
  };
}

/**
 * Marks the failures that are known, so that they do not fail the run. An expired entry no longer does; a check that
 * passes although it is listed fails, for the same reason.
 */
export function applyKnownIssues(
  checks: readonly CheckResult[],
  issues: readonly KnownIssue[],
  now = new Date(),
): CheckResult[] {
  const today = now.toISOString().slice(0, 10);
  return checks.map((check) => {
    const issue = issues.find((one) => one.check === check.id);
    return issue ? applied(check, issue, today) : check;
  });
}

function applied(check: CheckResult, { reason, expires }: KnownIssue, today: string): CheckResult {
  if (check.verdict === 'passed') {
    return {
      ...check,
      verdict: 'failed',
      reason: `it passes, although the known issues list it (${reason}): remove the entry`,
    };
  }
  if (check.verdict !== 'failed') return check;
  if (expires < today)
    return { ...check, reason: `${check.reason} (known issue "${reason}" expired on ${expires})` };
  return { ...check, knownIssue: `${reason} (until ${expires})` };
}
