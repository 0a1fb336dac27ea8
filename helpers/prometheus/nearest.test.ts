import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const names = [
  'up',
  'orthanc_count_series',
  'orthanc_count_studies',
  'orthanc_jobs_failed',
  'envoy_cluster_upstream_rq_total',
  'envoy_cluster_upstream_cx_total',
];

test.each([
  ['orthanc_count_instances', 'orthanc_count_studies'],
  ['envoy_cluster_upstream_rq_completed', 'envoy_cluster_upstream_rq_total'],
  ['up', 'up'],
])('next to %s is %s', (wanted, found) => {
  expect(nearest(wanted, names)[0]).toBe(found);
});

test('shows a few of many, and all of few', () => {
  expect(nearest('x', names)).toHaveLength(3);
  expect(nearest('x', ['y'])).toEqual(['y']);
});
