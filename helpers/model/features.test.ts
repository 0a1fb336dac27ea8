import { describe, expect, test } from 'vitest';
import type { Approach } from './approach.ts';
import { deployedFrom, missingFeatures } from './features.ts';

const approach: Pick<Approach, 'features' | 'lacks' | 'needsRegistry'> = {
  features: ['istio', 'grafana'],
  lacks: { helm: 'it has no chart' },
  needsRegistry: { grafana: 'its image cannot be built' },
};

describe('an approach', () => {
  test('is itself with images from a registry', () => {
    expect(deployedFrom('registry', approach)).toEqual(approach);
  });

  test('lacks what needs a registry with images that are built, and says why', () => {
    const { features, lacks } = deployedFrom('source', approach);
    expect(features).toEqual(['istio']);
    expect(lacks).toEqual({ helm: 'it has no chart', grafana: 'its image cannot be built' });
  });
});

describe('features that are missing', () => {
  test('are named, with the reason where there is one', () => {
    expect(missingFeatures(['istio', 'helm', 'traefik'], approach)).toBe('helm (it has no chart), traefik');
  });

  test('are none where all are there', () => {
    expect(missingFeatures(['istio', 'grafana'], approach)).toBeNull();
  });
});
