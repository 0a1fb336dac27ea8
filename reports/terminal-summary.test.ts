import { expect, test } from 'vitest';
import { summarize, type CheckResult, type Conformance } from '../helpers/model/results.ts';
import { terminalSummary } from './terminal-summary.ts';

const blank = { title: 'T', area: 'a', tags: [], knownDeviation: null, exercises: [], controls: [] };
const checks: CheckResult[] = [
  {
    ...blank,
    id: 'a/bad',
    verdict: 'failed',
    durationMs: 1500,
    reason: ['one', '', 'two', 'three', 'four', 'five'].join('\n'),
  },
  { ...blank, id: 'a/good', verdict: 'passed', durationMs: 20, reason: null },
];
const run: Conformance = {
  schemaVersion: 1,
  approach: 'helm',
  cluster: 'kind',
  startedAt: '2026-05-01T10:00:00.000Z',
  durationMs: 2000,
  summary: summarize(checks),
  checks,
};
const plain = Object.assign(Object.create(process.stdout), { isTTY: false });

test('the end of a run says what failed, in a few lines, and where the page is', () => {
  expect(terminalSummary(run, '/out/index.html', plain).split('\n')).toEqual([
    '',
    '✗ failed a/bad 1500 ms',
    '    one',
    '    two',
    '    three',
    '    … 2 more lines in the report',
    '',
    '1 passed, 1 failed in 2.0 s (helm on kind)',
    'slowest: a/bad 1.5 s, a/good 0.0 s',
    'report: /out/index.html',
    '',
  ]);
});
