import { describe, expect, test } from 'vitest';
import { fillIn } from './variables.ts';

const values = { variables: { tenant: 'bhs' }, interval: '5s' };

describe('an expression is filled in', () => {
  test.each([
    ['up{tenant="$tenant"}', 'up{tenant="bhs"}'],
    ['up{tenant=~"${tenant}|${tenant:regex}"}', 'up{tenant=~"bhs|bhs"}'],
    ['up{tenant="[[tenant]]"}', 'up{tenant="bhs"}'],
    ['rate(a[$__rate_interval])', 'rate(a[20s])'],
    ['increase(a[$__interval]) + b[${__range}]', 'increase(a[5s]) + b[15m]'],
    ['a / $__range_s * $__interval_ms', 'a / 900 * 5000'],
    ['label_replace(a, "b", "$1", "c", "(.*)")', 'label_replace(a, "b", "$1", "c", "(.*)")'],
  ])('%s becomes %s', (expression, wanted) => {
    expect(fillIn(expression, values)).toBe(wanted);
  });

  test('not with a variable that nothing is known of', () => {
    expect(() => fillIn('up{pod="$pod"}', values)).toThrow('Expected $pod of `up{pod="$pod"}` to be one of');
  });
});
