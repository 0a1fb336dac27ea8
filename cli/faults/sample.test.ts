import { expect, test } from 'vitest';
import { defineFault } from '../../helpers/fault/define.ts';
import type { Feature } from '../../helpers/model/approach.ts';
import type { NamedFault } from './load-faults.ts';
import { sampleOf } from './sample.ts';

const named = (name: string, check: string, requires: Feature[] = []): NamedFault => ({
  name,
  fault: defineFault({ title: name, expected: [check], requires, change: () => [] }),
});

test('a sample has the first applicable fault of each area, by the check that should catch it', () => {
  const faults = [
    named('mesh/off', 'mesh/plaintext-is-reset', ['istio-mtls']),
    named('ingress/gone', 'ingress/routes-by-host'),
    named('ingress/astray', 'ingress/routes-by-host'),
    named('mesh/no-sidecar', 'workloads/everything-is-ready'),
  ];
  expect(sampleOf(faults, ['traefik']).map(({ name }) => name)).toEqual(['ingress/gone', 'mesh/no-sidecar']);
  expect(sampleOf(faults, ['istio-mtls']).map(({ name }) => name)).toContain('mesh/off');
});
