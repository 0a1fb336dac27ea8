import { expect, test } from 'vitest';
import { differences } from './drift.ts';

test.each<[string, unknown, unknown]>([
  ['a field that was added', { a: 1 }, { a: 1, b: 2 }],
  ['what the API server drops', { a: {}, b: [], c: '', d: null, e: false }, {}],
  ['quantities in other words', { a: '1024Mi', b: 1, c: '0.1' }, { a: '1Gi', b: '1', c: '100m' }],
])('%s is no difference', (_name, declared, live) => {
  expect(differences(declared, live)).toEqual([]);
});

test.each<[string, unknown, unknown, string]>([
  ['another value', { a: { b: 'x' } }, { a: { b: 'y' } }, 'a.b'],
  ['a field that is gone', { a: { b: true } }, { a: {} }, 'a.b'],
  ['an item of a list', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }, 'a[1].b'],
  ['a list that has grown', { a: [1] }, { a: [1, 2] }, 'a'],
  ['another quantity', { a: '1Gi' }, { a: '1G' }, 'a'],
])('%s is one', (_name, declared, live, path) => {
  expect(differences(declared, live).map((one) => one.path)).toEqual([path]);
});
