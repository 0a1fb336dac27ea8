import type { Fault } from '../../helpers/fault/define.ts';
import { missingFeatures } from '../../helpers/model/features.ts';

/** Why a fault does not apply to a deployment with these features; null where it does. */
export function whyUnsupported(
  { requires = [], excludes = [] }: Pick<Fault, 'requires' | 'excludes'>,
  approach: Parameters<typeof missingFeatures>[1],
): string | null {
  const missing = missingFeatures(requires, approach);
  if (missing !== null) return `feature ${missing}`;
  const present = excludes.filter((feature) => approach.features.includes(feature));
  return present.length > 0 ? `not with feature ${present.join(', ')}` : null;
}
