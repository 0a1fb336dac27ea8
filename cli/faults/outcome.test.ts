import { describe, expect, test } from 'vitest';
import { check } from '../verify/testing/check.ts';
import { isExpected, judgeFault, scoreOf } from './outcome.ts';

describe('a fault', () => {
  test('is caught when an expected check fails; it comes first', () => {
    const checks = [check('dimse/echo', 'failed'), check('dimse/tls@bhs', 'failed')];
    expect(judgeFault({ expected: ['dimse/tls'] }, checks)).toEqual({
      outcome: 'caught',
      caughtBy: ['dimse/tls@bhs', 'dimse/echo'],
      reason: 'dimse/tls@bhs: why failed',
    });
  });

  test('is caught by another when only others fail', () => {
    const found = judgeFault({ expected: ['dimse/tls'] }, [
      check('dimse/tls', 'passed'),
      check('dimse/echo', 'failed'),
    ]);
    expect(found).toMatchObject({ outcome: 'caught-by-other', caughtBy: ['dimse/echo'] });
    expect(found.reason).toContain('dimse/tls was passed; dimse/echo failed: why failed');
  });

  test.each(['passed', 'inconclusive', 'setup-failed', 'unsupported', 'skipped'] as const)(
    'is missed when the expected check is %s',
    (verdict) => {
      expect(judgeFault({ expected: ['dimse/tls'] }, [check('dimse/tls', verdict)])).toMatchObject({
        outcome: 'missed',
        caughtBy: [],
      });
    },
  );

  test('is not caught by the expected check that fails for another reason than the fault names', () => {
    const fault = { expected: ['dimse/tls'], because: /plaintext/ } as const;
    const found = judgeFault(fault, [check('dimse/tls', 'failed')]);
    expect(found).toMatchObject({ outcome: 'caught-by-other', caughtBy: ['dimse/tls'] });
    expect(found.reason).toContain('expected dimse/tls to fail with /plaintext/');
    expect(judgeFault({ ...fault, because: /why/ }, [check('dimse/tls', 'failed')]).outcome).toBe('caught');
  });

  test('is missed when the expected check did not run', () => {
    expect(judgeFault({ expected: ['dimse/tls'] }, []).reason).toContain('none of them ran');
  });
});

test.each([
  ['a/b', 'a/b', true],
  ['a/b[one]', 'a/b', true],
  ['a/b[one]@bhs', 'a/b[one]', true],
  ['a/b[one]@bhs', 'a/b', true],
  ['a/b[two]', 'a/b[one]', false],
  ['a/bc', 'a/b', false],
])('%s is what %s expects: %s', (id, expected, wanted) => {
  expect(isExpected(id, expected)).toBe(wanted);
});

test('the score counts what applies, and only what the named check caught', () => {
  expect(
    scoreOf([
      { outcome: 'caught' },
      { outcome: 'caught-by-other' },
      { outcome: 'unsupported' },
      { outcome: 'error' },
      { outcome: 'missed' },
    ]),
  ).toBe(0.25);
  expect(scoreOf([{ outcome: 'unsupported' }])).toBeNull();
});
