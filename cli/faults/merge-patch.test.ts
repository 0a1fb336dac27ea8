import { expect, test } from 'vitest';
import { mergePatch } from './merge-patch.ts';

const head = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'b', labels: { x: '1' } },
};

test.each([
  [{ data: { a: '1', b: '2' } }, { data: { a: null } }, { data: { b: '2' } }],
  [{ data: { a: '1' } }, { data: { b: '2' } }, { data: { a: '1', b: '2' } }],
  [{ list: [1, 2] }, { list: [3] }, { list: [3] }],
  [{ text: 'x' }, { text: { deep: null, other: 1 } }, { text: { other: 1 } }],
  [{}, { a: { b: { c: 1 } } }, { a: { b: { c: 1 } } }],
])('%j patched by %j is %j', (object, patch, wanted) => {
  expect(mergePatch({ ...head, ...object }, patch)).toEqual({ ...head, ...wanted });
});

test('labels are merged, the name stays', () => {
  const { metadata } = mergePatch(head, { metadata: { labels: { y: '2' } } });
  expect(metadata).toEqual({ name: 'a', namespace: 'b', labels: { x: '1', y: '2' } });
});
