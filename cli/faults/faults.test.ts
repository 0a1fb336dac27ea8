import { expect, test } from 'vitest';
import type { FaultOutcome, FaultScore } from '../../helpers/model/results.ts';
import { casesOf, faultsExitCode, needPermission } from './faults.ts';

const score = (outcomes: readonly FaultOutcome[], healthyAfter = true): FaultScore => ({
  schemaVersion: 1,
  approach: 'helm',
  score: null,
  healthyBefore: true,
  healthyAfter,
  faults: outcomes.map((outcome) => ({
    name: 'a',
    title: 'A',
    expected: ['a/b'],
    caughtBy: [],
    outcome,
    reason: null,
    seconds: 1,
  })),
});

test.each([
  [['caught', 'unsupported', 'caught-by-other'], true, 0],
  [['caught', 'missed'], true, 1],
  [['error'], true, 1],
  [['caught'], false, 2],
] as const)('%j, healthy after: %s, exits with %i', (outcomes, healthy, wanted) => {
  expect(faultsExitCode(score(outcomes, healthy))).toBe(wanted);
});

test.each([
  [['mesh/matrix[a to HTTP]', 'mesh/wire[SQL]'], [], String.raw`\[a to HTTP\]|\[SQL\]`],
  [['mesh/matrix[a]', 'mesh/in-sync'], [], undefined],
  [['mesh/matrix[a]'], ['mesh'], undefined],
])('of %j and areas %j the cases are %s', (checks, areas, wanted) => {
  expect(casesOf(checks, areas)).toBe(wanted);
});

test.each([
  [['storage/survives-new-database-pod'], true],
  [['storage/backup-restores[whole]', 'storage/plugins-are-active'], true],
  [['helm/helm-test-passes'], true],
  [['storage/plugins-are-active'], false],
  [[], false],
])('%j need the permission to disturb: %s', (checks, wanted) => {
  expect(needPermission(checks)).toBe(wanted);
});
