import { z } from 'zod';

/** What a check can end with; `docs/verdicts.md` says what each means. */
export const verdicts = [
  'passed',
  'failed',
  'inconclusive',
  'setup-failed',
  'unsupported',
  'skipped',
] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/** False where a check failed, could not tell, or could not be set up. */
export const isWell = (verdict: Verdict): boolean =>
  verdict === 'passed' || verdict === 'unsupported' || verdict === 'skipped';

/** The allowed twin of a denied request, as it went before and after the denial. */
export const Control = z.object({
  what: z.string(),
  before: z.enum(['passed', 'failed', 'not-run']),
  after: z.enum(['passed', 'failed', 'not-run']),
});
export type Control = z.infer<typeof Control>;

/** One check's outcome. */
export const CheckResult = z.object({
  /** Path under `suites/` without its ending, `[case]` in a table, `@tenant` where there are several. */
  id: z.string(),
  title: z.string(),
  area: z.string(),
  tags: z.array(z.string()),
  verdict: Verdict,
  durationMs: z.number(),
  /** Why the verdict is not `passed`; null when it is. */
  reason: z.string().nullable(),
  /** What the standard asks and what this version does instead, where that is known. */
  knownDeviation: z.string().nullable(),
  /** Cluster objects that the check exercises, as `Kind/name`. */
  exercises: z.array(z.string()),
  controls: z.array(Control),
  /** Why this failure is known and does not fail the run, from the known-issues file. */
  knownIssue: z.string().optional(),
  /** Latencies that the check observed, in milliseconds. */
  latencies: z.array(z.object({ what: z.string(), ms: z.number() })).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const Summary = z.object({
  passed: z.number(),
  failed: z.number(),
  inconclusive: z.number(),
  setupFailed: z.number(),
  unsupported: z.number(),
  skipped: z.number(),
});
export type Summary = z.infer<typeof Summary>;

/** `reports/out/<name>/conformance.json`. */
export const Conformance = z.object({
  schemaVersion: z.literal(1),
  approach: z.string(),
  cluster: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  summary: Summary,
  checks: z.array(CheckResult),
});
export type Conformance = z.infer<typeof Conformance>;

const summaryKey = {
  passed: 'passed',
  failed: 'failed',
  inconclusive: 'inconclusive',
  'setup-failed': 'setupFailed',
  unsupported: 'unsupported',
  skipped: 'skipped',
} as const satisfies Record<Verdict, keyof Summary>;

/** Counts checks by verdict. */
export function summarize(checks: readonly Pick<CheckResult, 'verdict'>[]): Summary {
  const summary: Summary = {
    passed: 0,
    failed: 0,
    inconclusive: 0,
    setupFailed: 0,
    unsupported: 0,
    skipped: 0,
  };
  for (const { verdict } of checks) summary[summaryKey[verdict]] += 1;
  return summary;
}

/** The exit code of `korthweb verify`: 0, 1 something failed, 2 something was inconclusive or not set up. */
export function exitCode(summary: Summary): 0 | 1 | 2 {
  if (summary.failed > 0) return 1;
  return summary.inconclusive + summary.setupFailed > 0 ? 2 : 0;
}

export const faultOutcomes = ['caught', 'caught-by-other', 'missed', 'unsupported', 'error'] as const;
export const FaultOutcome = z.enum(faultOutcomes);
export type FaultOutcome = z.infer<typeof FaultOutcome>;

export const FaultResult = z.object({
  name: z.string(),
  title: z.string(),
  /** Ids of the checks that should catch it; one is enough. */
  expected: z.array(z.string()),
  caughtBy: z.array(z.string()),
  outcome: FaultOutcome,
  /** The first failing expected check's message; for `unsupported` and `error`, why. */
  reason: z.string().nullable(),
  seconds: z.number(),
});
export type FaultResult = z.infer<typeof FaultResult>;

/** `reports/out/<name>/faults.json`. */
export const FaultScore = z.object({
  schemaVersion: z.literal(1),
  approach: z.string(),
  /** Caught ÷ applicable, from 0 to 1; null when no fault applies. */
  score: z.number().nullable(),
  healthyBefore: z.boolean(),
  healthyAfter: z.boolean(),
  faults: z.array(FaultResult),
});
export type FaultScore = z.infer<typeof FaultScore>;
