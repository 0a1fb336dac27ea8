/**
 * Encodes one frame in RLE Lossless (PS3.5 §G): a 64-byte header, then one PackBits segment for each byte of a pixel,
 * the most significant first.
 * @param frame native little-endian pixels
 * @param bytesPerPixel 1 or 2 (one sample per pixel)
 * @param columns of the image: PS3.5 §G.3.1 wants each row encoded on its own
 */
export function encodeRLE(frame: Uint8Array, bytesPerPixel: 1 | 2, columns: number): Buffer {
  const planes = bytesPerPixel === 1 ? [frame] : [plane(frame, 1), plane(frame, 0)];
  const segments = planes.map((pixels) => packRows(pixels, columns));
  const header = Buffer.alloc(64);
  header.writeUInt32LE(segments.length, 0);
  let offset = header.length;
  for (const [index, segment] of segments.entries()) {
    header.writeUInt32LE(offset, 4 * (index + 1));
    offset += segment.length;
  }
  return Buffer.concat([header, ...segments]);
}

function plane(frame: Uint8Array, byte: 0 | 1): Uint8Array {
  return Uint8Array.from({ length: frame.length / 2 }, (_, index) => frame[2 * index + byte] ?? 0);
}

function packRows(pixels: Uint8Array, columns: number): Buffer {
  const packed: number[] = [];
  for (let row = 0; row < pixels.length; row += columns) pack(pixels.subarray(row, row + columns), packed);
  if (packed.length % 2 === 1) packed.push(0);
  return Buffer.from(packed);
}

/** PackBits: `n, n + 1 bytes` stands for the bytes themselves, `257 - n, byte` for n copies of one; 128 is unused. */
function pack(row: Uint8Array, into: number[]): void {
  for (let at = 0; at < row.length;) {
    const run = runLength(row, at);
    if (run > 1) {
      into.push(257 - run, row[at] ?? 0);
      at += run;
      continue;
    }
    const start = at;
    while (at < row.length && at - start < 128 && runLength(row, at) === 1) at++;
    into.push(at - start - 1, ...row.subarray(start, at));
  }
}

function runLength(row: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < row.length && end - at < 128 && row[end] === row[at]) end++;
  return end - at;
}
