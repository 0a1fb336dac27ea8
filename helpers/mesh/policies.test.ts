import { expect, test } from 'vitest';
import { idlePolicies, type MeshPolicy } from './policies.ts';

const policy = (change: Partial<MeshPolicy> = {}): MeshPolicy => ({
  kind: 'AuthorizationPolicy',
  name: 'orthweb/a',
  action: 'ALLOW',
  unconditional: false,
  pods: ['orthweb/one'],
  ...change,
});

test('policies that select pods and are not overruled are fine', () => {
  const other = policy({ name: 'orthweb/b', pods: ['orthweb/two'], unconditional: true });
  expect(idlePolicies([policy(), other])).toEqual([]);
});

test('one that selects nothing is named', () => {
  expect(idlePolicies([policy({ pods: [] })])).toEqual(['AuthorizationPolicy orthweb/a selects no pod']);
});

test.each([
  ['ALLOW', 'allows'],
  ['DENY', 'denies'],
] as const)('one beside which an unconditional %s stands says nothing', (action, verb) => {
  const other = policy({
    name: 'orthweb/b',
    action,
    unconditional: true,
    pods: ['orthweb/one', 'orthweb/two'],
  });
  expect(idlePolicies([policy(), other])).toEqual([
    `AuthorizationPolicy orthweb/a says nothing: orthweb/b ${verb} everything to the same pods`,
  ]);
});
