import { assert, jsonValue, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRelease, encodeRelease, type Release } from './release.ts';

const release: Release = {
  name: 'orthweb',
  namespace: 'orthweb',
  version: 3,
  info: { status: 'deployed' },
  chart: { metadata: { name: 'orthweb', version: '0.1.0' }, templates: [], files: [] },
  manifest: '',
};

test('what is written is read again, whatever the manifest', () => {
  assert(
    property(string({ unit: 'binary' }), jsonValue(), (manifest, extra) => {
      const written = { ...release, manifest, config: { extra } };
      // JSON knows no -0.
      expect(decodeRelease(encodeRelease(written))).toEqual(JSON.parse(JSON.stringify(written)));
    }),
    { numRuns: 25 },
  );
});

test('what is no release is refused', () => {
  expect(() => decodeRelease('bm90IGEgcmVsZWFzZQ==')).toThrow(/header/);
});
