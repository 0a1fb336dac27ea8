import { expect, test } from 'vitest';
import { issuerNotReady, issuerRef } from './cert-manager.ts';

const issuer = (...conditions: readonly { type: string; status: string; observedGeneration?: number }[]) => ({
  metadata: { name: 'my-ca-issuer', generation: 2 },
  status: { conditions: [...conditions] },
});

test('an issuer that is Ready at its newest generation is fine', () => {
  expect(issuerNotReady(issuer({ type: 'Ready', status: 'True', observedGeneration: 2 }))).toEqual([]);
});

test.each([
  ['of which nothing is known', issuer(), ['it is not Ready: no condition']],
  [
    'that was Ready before it was changed',
    issuer({ type: 'Ready', status: 'True', observedGeneration: 1 }),
    ['Ready is about generation 1, and the newest is 2'],
  ],
  [
    'that is not Ready',
    issuer({ type: 'Ready', status: 'False', observedGeneration: 2 }),
    ['it is not Ready: no condition'],
  ],
])('an issuer %s', (_what, one, amiss) => {
  expect(issuerNotReady(one)).toEqual(amiss);
});

test('an Issuer is of the namespace of its Certificates, a ClusterIssuer of none', () => {
  const issuers = (['Issuer', 'ClusterIssuer'] as const).map((kind) => ({ kind, name: 'one' }));
  expect(issuers.map((each) => issuerRef({ namespace: 'orthweb', issuer: each }).namespace)).toEqual([
    'orthweb',
    undefined,
  ]);
});
