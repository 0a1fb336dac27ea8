import type { Summary, Verdict } from '../../helpers/model/results.ts';
import type { Trend } from './trend.ts';

/** Deployments next to each other: what `korthweb report --json` prints. */
export interface SideBySide {
  readonly schemaVersion: 1;
  readonly deployments: readonly DeploymentColumn[];
  readonly checks: readonly CheckRow[];
}

/** One deployment's last run. */
export interface DeploymentColumn {
  readonly name: string;
  readonly approach: string;
  readonly cluster: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly summary: Summary;
  /** Runs before it that it is compared with. */
  readonly earlierRuns: number;
  /** Checks that its last whole run had and this one, whole too, has not. */
  readonly gone: readonly string[];
  /** The score of `korthweb faults`, where it was taken. */
  readonly faults: { readonly score: number | null; readonly line: string } | null;
  /** Pages beside this one, relative to the folder of all results. */
  readonly pages: { readonly report: string | null; readonly faults: string | null };
}

/** One check in every deployment that has it; tenants are in one row. */
export interface CheckRow {
  /** The check's id without `@tenant`. */
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly differs: readonly Difference[];
  readonly results: readonly CellResult[];
}

/** What deployments do not have in common: verdicts, whether the check applies at all, or time. */
export type Difference = 'verdict' | 'support' | 'time';

/** What a check came to in one deployment, for one tenant where there are several. */
export interface CellResult {
  readonly deployment: string;
  readonly tenant: string | null;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly reason: string | null;
  readonly before: Verdict | null;
  readonly trend: Trend;
  readonly flaky: boolean;
}
