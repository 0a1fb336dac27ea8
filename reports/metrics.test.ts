import { expect, test } from 'vitest';
import { runSeries } from '../helpers/model/run-metrics.ts';
import type { Conformance } from '../helpers/model/results.ts';
import { metricsOf } from './metrics.ts';

const conformance: Conformance = {
  schemaVersion: 1,
  approach: 'gitops',
  cluster: 'kind-korthweb-gitops',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1000,
  summary: { passed: 1, failed: 0, inconclusive: 0, setupFailed: 0, unsupported: 0, skipped: 0 },
  checks: [
    {
      id: 'observability/latency-objective[QIDO]',
      title: 'It is fast',
      area: 'observability',
      tags: ['core'],
      verdict: 'passed',
      durationMs: 500,
      reason: null,
      knownDeviation: null,
      exercises: [],
      controls: [],
      latencies: [{ what: 'QIDO by a client outside, p95', ms: 42 }],
    },
  ],
};

test('a run is written as the series that it is known by, and no others', async () => {
  const text = await metricsOf(conformance);
  const names = text.split('\n').flatMap((line) => /^([a-z_]+)[{ ]/.exec(line)?.[1] ?? []);
  expect([...new Set(names)].toSorted()).toEqual(runSeries.toSorted());
});
