import { describe, expect, test } from 'vitest';
import { Kustomization, whyNotReady } from './objects.ts';

const kustomization = (status: object) =>
  Kustomization.parse({
    metadata: {
      name: 'application',
      namespace: 'bhs',
      generation: 3,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: { prune: true, sourceRef: { kind: 'OCIRepository', name: 'korthweb' } },
    status,
  });
const ready = { type: 'Ready', status: 'True', reason: 'ReconciliationSucceeded', message: 'Applied' };

describe('a Kustomization is', () => {
  test('Ready when it says so at its newest generation', () => {
    expect(whyNotReady(kustomization({ observedGeneration: 3, conditions: [ready] }))).toBeNull();
  });

  test('not Ready when it has not seen its newest generation', () => {
    expect(whyNotReady(kustomization({ observedGeneration: 2, conditions: [ready] }))).toBe(
      'it is Ready at generation 2, its newest is 3',
    );
  });

  test('not Ready for the reason that it gives', () => {
    const failed = { ...ready, status: 'False', reason: 'BuildFailed', message: 'no such path' };
    expect(whyNotReady(kustomization({ observedGeneration: 3, conditions: [failed] }))).toBe(
      'BuildFailed: no such path',
    );
  });

  test('not Ready while it has said nothing', () => {
    expect(whyNotReady(kustomization({}))).toBe('it says nothing of being Ready yet');
  });
});
