import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeRLE } from './rle.ts';

test('what is encoded decodes to the same pixels', () => {
  const frames = fc
    .record({ rows: fc.integer({ min: 1, max: 8 }), columns: fc.integer({ min: 1, max: 300 }) })
    .chain(({ rows, columns }) => {
      const pixel = fc.integer({ min: 0, max: 3 });
      const length = rows * columns * 2;
      return fc.record({
        columns: fc.constant(columns),
        pixels: fc.uint8Array({ minLength: length, maxLength: length }).chain((noise) =>
          // Few values in one half make runs, noise in the other makes literals.
          fc
            .array(pixel, { minLength: length, maxLength: length })
            .map((runs) => noise.map((value, index) => (index % 2 === 0 ? value : (runs[index] ?? 0)))),
        ),
      });
    });
  fc.assert(
    fc.property(frames, ({ columns, pixels }) => {
      const decoded = decode(encodeRLE(pixels, 2, columns));
      expect(decoded[0]).toEqual([...pixels].filter((_, index) => index % 2 === 1));
      expect(decoded[1]).toEqual([...pixels].filter((_, index) => index % 2 === 0));
    }),
    { numRuns: 50 },
  );
});

test('8-bit pixels make one segment, at byte 64', () => {
  const encoded = encodeRLE(Uint8Array.of(7, 7, 7, 7), 1, 4);
  expect([encoded.readUInt32LE(0), encoded.readUInt32LE(4)]).toEqual([1, 64]);
  expect([...encoded.subarray(64)]).toEqual([253, 7]);
});

/** PS3.5 §G.3.2, straight from the text; trailing zero bytes are padding. */
function decode(encoded: Buffer): number[][] {
  const count = encoded.readUInt32LE(0);
  const offsets = Array.from({ length: count }, (_, index) => encoded.readUInt32LE(4 + 4 * index));
  return offsets.map((offset, index) => unpack(encoded.subarray(offset, offsets[index + 1])));
}

function unpack(segment: Buffer): number[] {
  const bytes: number[] = [];
  for (let at = 0; at + 1 < segment.length;) {
    const control = segment.readInt8(at);
    if (control >= 0) bytes.push(...segment.subarray(at + 1, at + 2 + control));
    else bytes.push(...Array.from({ length: 1 - control }, () => segment.readUInt8(at + 1)));
    at += control >= 0 ? control + 2 : 2;
  }
  return bytes;
}
