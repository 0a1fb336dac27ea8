import type { Fault } from '../../helpers/fault/define.ts';
import type { Feature } from '../../helpers/model/approach.ts';

/** Why a fault does not apply to a deployment with these features; null where it does. */
export function whyUnsupported(
  { requires = [], excludes = [] }: Pick<Fault, 'requires' | 'excludes'>,
  { features }: { readonly features: readonly Feature[] },
): string | null {
  const missing = requires.filter((feature) => !features.includes(feature));
  if (missing.length > 0) return `feature ${missing.join(', ')}`;
  const present = excludes.filter((feature) => features.includes(feature));
  return present.length > 0 ? `not with feature ${present.join(', ')}` : null;
}
