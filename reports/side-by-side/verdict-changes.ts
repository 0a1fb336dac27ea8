import type { FaultOutcome, Verdict } from '../../helpers/model/results.ts';
import type { DeploymentResults } from './deployment-results.ts';
import { lastResult } from './trend.ts';
import { goneFrom, isWhole } from './whole-run.ts';

/** What became of a check or a fault between two states. */
export interface VerdictChange {
  readonly deployment: string;
  readonly kind: 'check' | 'fault';
  readonly id: string;
  /** Null where the state before does not have it. */
  readonly before: Verdict | FaultOutcome | null;
  /** Null where the state after does not have it any more. */
  readonly after: Verdict | FaultOutcome | null;
  readonly reason: string | null;
}

/** Which verdicts changed between two states: what `korthweb report --changes --json` prints. */
export interface VerdictChanges {
  readonly schemaVersion: 1;
  readonly changed: readonly VerdictChange[];
  /** What is new and good, or does not apply: nothing changed, there is more. */
  readonly added: readonly VerdictChange[];
  readonly deployments: { readonly gone: readonly string[]; readonly added: readonly string[] };
}

/** A deployment's verdicts at one time. */
interface State {
  readonly checks: ReadonlyMap<string, Outcome>;
  readonly faults: ReadonlyMap<string, Outcome>;
  /** In a run of some checks, the others are not gone. */
  readonly whole: boolean;
}
interface Outcome {
  readonly verdict: Verdict | FaultOutcome;
  readonly reason: string | null;
}
type States = ReadonlyMap<string, State>;

/** Compares what is on record of deployments with what was on record of them at another time. */
export function changesSince(
  before: readonly DeploymentResults[],
  after: readonly DeploymentResults[],
): VerdictChanges {
  return changesBetween(statesOf(before), statesOf(after));
}

/** Compares each deployment's last run with its runs before; what was skipped this time says nothing. Faults have no history. */
export function changesSinceRunBefore(deployments: readonly DeploymentResults[]): VerdictChanges {
  const compared = deployments.filter(({ earlier }) => earlier.length > 0);
  const before = compared.map((results): [string, State] => [
    results.name,
    { ...stateOf(results), checks: lastResults(results) },
  ]);
  const changes = changesBetween(new Map(before), statesOf(compared));
  return { ...changes, changed: changes.changed.filter(({ after }) => after !== 'skipped') };
}

const statesOf = (deployments: readonly DeploymentResults[]): States =>
  new Map(deployments.map((results) => [results.name, stateOf(results)]));

function stateOf({ conformance, faults }: DeploymentResults): State {
  return {
    checks: new Map(conformance.checks.map((check) => [check.id, check])),
    faults: new Map(
      faults?.faults.map(({ name, outcome, reason }) => [name, { verdict: outcome, reason }] as const),
    ),
    whole: isWhole(conformance),
  };
}

/** The last earlier result of each check, and of what is gone only what the last whole run had. */
function lastResults({ conformance, earlier }: DeploymentResults): ReadonlyMap<string, Outcome> {
  const gone = goneFrom(conformance, earlier.find(isWhole));
  const known = new Set([...conformance.checks.map(({ id }) => id), ...gone]);
  const found = [...known].flatMap((id): [string, Outcome][] => {
    const all = earlier.flatMap(({ checks }) => checks.filter((check) => check.id === id));
    const verdict = lastResult(all.map((check) => check.verdict));
    return verdict ? [[id, { verdict, reason: null }]] : [];
  });
  return new Map(found);
}

function changesBetween(before: States, after: States): VerdictChanges {
  const all = [...after].flatMap(([deployment, now]) => {
    const then = before.get(deployment);
    return then ? changesOf(deployment, then, now) : [];
  });
  return {
    schemaVersion: 1,
    changed: all.filter(isChange),
    added: all.filter((change) => !isChange(change)),
    deployments: {
      gone: [...before.keys()].filter((name) => !after.has(name)),
      added: [...after.keys()].filter((name) => !before.has(name)),
    },
  };
}

function changesOf(deployment: string, before: State, after: State): VerdictChange[] {
  return (['check', 'fault'] as const).flatMap((kind) => {
    const [then, now] = [before[`${kind}s`], after[`${kind}s`]];
    const gone = kind === 'check' && after.whole ? [...then.keys()].filter((id) => !now.has(id)) : [];
    return [...now.keys(), ...gone]
      .toSorted()
      .map((id) => ({
        deployment,
        kind,
        id,
        before: then.get(id)?.verdict ?? null,
        after: now.get(id)?.verdict ?? null,
        reason: now.get(id)?.reason ?? null,
      }))
      .filter((change) => change.before !== change.after);
  });
}

const troubles: readonly VerdictChange['after'][] = [
  'failed',
  'inconclusive',
  'setup-failed',
  'caught-by-other',
  'missed',
  'error',
];

/** What appears and is as it should be is no change of a verdict. */
const isChange = ({ before, after }: VerdictChange): boolean => before !== null || troubles.includes(after);

/** Whether there is anything to tell somebody of. */
export const anyChange = ({ changed, deployments }: VerdictChanges): boolean =>
  changed.length > 0 || deployments.gone.length > 0;
