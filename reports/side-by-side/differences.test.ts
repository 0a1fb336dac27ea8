import { expect, test } from 'vitest';
import type { Verdict } from '../../helpers/model/results.ts';
import { differencesOf } from './differences.ts';
import type { CellResult } from './model.ts';

const cell = (deployment: string, verdict: Verdict, durationMs = 100): CellResult => ({
  deployment,
  tenant: null,
  verdict,
  durationMs,
  reason: null,
  before: null,
  trend: 'new',
  flaky: false,
});
const names = ['helm', 'manual'];
const whole = new Set(names);

test('equal verdicts differ in nothing', () => {
  expect(differencesOf([cell('helm', 'passed'), cell('manual', 'passed')], names, whole)).toEqual([]);
});

test('verdicts differ, also between the tenants of one deployment', () => {
  expect(differencesOf([cell('helm', 'passed'), cell('manual', 'failed')], names, whole)).toEqual([
    'verdict',
  ]);
  expect(differencesOf([cell('helm', 'passed'), cell('helm', 'failed')], ['helm'], whole)).toEqual([
    'verdict',
  ]);
});

test('one that does not apply to a deployment differs in support', () => {
  expect(differencesOf([cell('helm', 'passed'), cell('manual', 'unsupported')], names, whole)).toEqual([
    'support',
  ]);
  expect(differencesOf([cell('helm', 'unsupported'), cell('manual', 'unsupported')], names, whole)).toEqual(
    [],
  );
});

test('one that is absent differs in support only where nothing was left out', () => {
  expect(differencesOf([cell('helm', 'passed')], names, whole)).toEqual(['support']);
  expect(differencesOf([cell('helm', 'passed')], names, new Set(['helm']))).toEqual([]);
});

const times = (one: number, other: number): string[] =>
  differencesOf([cell('helm', 'passed', one), cell('manual', 'passed', other)], names, whole);

test('time differs by a factor and by a second', () => {
  expect(times(500, 1600)).toEqual(['time']);
  expect(times(10, 900)).toEqual([]);
  expect(times(5000, 9000)).toEqual([]);
});
