import type { Conformance } from '../../helpers/model/results.ts';
import { noCheck } from '../check-id.ts';

/** Only a run that nothing was left out of has this check. */
const onlyInWholeRuns = 'coverage/resources-are-exercised';

/** Whether a run was of all checks: in any other, a check that is absent was just not selected. */
export const isWhole = ({ checks }: Pick<Conformance, 'checks'>): boolean =>
  checks.some(({ id }) => id === onlyInWholeRuns);

/** The checks that the last whole run had and a whole run no longer has. */
export function goneFrom(run: Conformance, lastWhole: Conformance | undefined): string[] {
  if (!lastWhole || !isWhole(run)) return [];
  const present = new Set([noCheck, ...run.checks.map(({ id }) => id)]);
  return lastWhole.checks.map(({ id }) => id).filter((id) => !present.has(id));
}
