import type { Feature } from '../../helpers/model/approach.ts';
import { whyUnsupported } from './applicable.ts';
import type { NamedFault } from './load-faults.ts';

/** The area of the check that should catch it. */
const areaOf = ({ fault: { expected } }: NamedFault): string => expected[0].split('/')[0] ?? '';

/** One fault for each area of checks, the first that applies to a deployment with these features. */
export function sampleOf(named: readonly NamedFault[], features: readonly Feature[]): NamedFault[] {
  const applicable = named.filter(({ fault }) => whyUnsupported(fault, { features }) === null);
  return [...Map.groupBy(applicable, areaOf).values()].flatMap(([first]) => first ?? []);
}
