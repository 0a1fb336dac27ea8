import type { Approach, Feature } from './approach.ts';
import type { ImageSource } from './deployment.ts';

/** What of an approach can be deployed with images of a source: without a registry, features that need one are lacking. */
export function deployedFrom<Some extends Promised>(images: ImageSource, approach: Some): Some {
  if (images === 'registry') return approach;
  const { features, lacks, needsRegistry } = approach;
  return {
    ...approach,
    features: features.filter((feature) => needsRegistry[feature] === undefined),
    lacks: { ...lacks, ...needsRegistry },
  };
}

/** The features that are required and not there, with the reason where one is known: `istio, grafana (why)`; or null. */
export function missingFeatures(
  requires: readonly Feature[],
  { features, lacks = {} }: Lacking,
): string | null {
  const missing = requires.filter((feature) => !features.includes(feature));
  const named = missing.map((feature) => (lacks[feature] ? `${feature} (${lacks[feature]})` : feature));
  return named.length > 0 ? named.join(', ') : null;
}

type Promised = Pick<Approach, 'features' | 'lacks' | 'needsRegistry'>;

interface Lacking {
  readonly features: readonly Feature[];
  readonly lacks?: Approach['lacks'];
}
