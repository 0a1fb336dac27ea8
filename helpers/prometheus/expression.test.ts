import { expect, test } from 'vitest';
import { metricNames } from './expression.ts';

test.each([
  ['up', ['up']],
  ['sum by (le, job) (rate(a_bucket{le="x_total",job=~"b{2}"}[5m]))', ['a_bucket']],
  ['histogram_quantile(0.95, sum by (le) (rate(x_bucket[$__rate_interval])))', ['x_bucket']],
  ['(min(root_timestamp) - time()) / 86400', ['root_timestamp']],
  ['a offset 5m and on (job) group_left (name) b or vector(0)', ['a', 'b']],
  ['a == bool 1e3', ['a']],
  ['sum without (pod) (job:rate1m) / count(job:rate1m)', ['job:rate1m']],
  ['{__name__="a"}', []],
  ['time() - max(a) > -Inf', ['a']],
])('%s asks for %j', (expression, names) => {
  expect(metricNames(expression)).toEqual(names);
});
