import { describe, expect, test } from 'vitest';
import { whyUnsupported } from './applicable.ts';

describe('a fault', () => {
  test('applies where all that it requires is there, and nothing that it excludes', () => {
    const fault = { requires: ['prometheus'], excludes: ['prometheus-operator'] } as const;
    expect(whyUnsupported(fault, { features: ['prometheus', 'istio'] })).toBeNull();
  });

  test('does not apply where something is missing', () => {
    expect(whyUnsupported({ requires: ['flux'] }, { features: ['helm'] })).toBe('feature flux');
  });

  test('does not apply where something excludes it', () => {
    const features = ['prometheus', 'prometheus-operator'] as const;
    expect(whyUnsupported({ excludes: ['prometheus-operator'] }, { features })).toBe(
      'not with feature prometheus-operator',
    );
  });
});
