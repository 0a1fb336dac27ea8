import { expect, test } from 'vitest';
import { coverageCheck } from './coverage.ts';
import { check } from './testing/check.ts';

const objects = ['Gateway/web-gw', 'IngressRoute/web-ingressroute'];

test('what checks that came to a result exercise is covered, also by one that failed', () => {
  const checks = [
    check('a/one', 'passed', { exercises: ['Gateway/web-gw'] }),
    check('a/two', 'failed', { exercises: ['IngressRoute/web-ingressroute'] }),
  ];
  expect(coverageCheck(objects, checks)).toMatchObject({
    id: 'coverage/resources-are-exercised',
    verdict: 'passed',
    reason: null,
  });
});

test('what no check exercises fails, with the list', () => {
  const checks = [check('a/one', 'passed', { exercises: ['Gateway/web-gw', 'Gateway/gone'] })];
  expect(coverageCheck(objects, checks)).toMatchObject({
    verdict: 'failed',
    reason: 'no check exercises IngressRoute/web-ingressroute',
  });
});

test.each(['skipped', 'inconclusive', 'setup-failed'] as const)(
  'what only a check that was %s exercises is not known',
  (verdict) => {
    const checks = [
      check('a/one', 'passed', { exercises: ['Gateway/web-gw'] }),
      check('a/two', verdict, { exercises: ['IngressRoute/web-ingressroute'] }),
    ];
    expect(coverageCheck(objects, checks).verdict).toBe('inconclusive');
  },
);

test('a check that does not apply exercises nothing', () => {
  expect(
    coverageCheck(['Gateway/web-gw'], [check('a/one', 'unsupported', { exercises: ['Gateway/web-gw'] })])
      .verdict,
  ).toBe('failed');
});
