import { inflateRawSync } from 'node:zlib';
import dicomParser, { type DataSet } from 'dicom-parser';
import { toError } from '../model/errors.ts';

/** The top-level elements of a Part 10 file. Tags are eight hexadecimal digits, as in DICOM JSON: `0020000D`. */
export interface ParsedDataset {
  /** The first value, without padding; undefined where the element is absent or empty. */
  string(tag: string): string | undefined;
  /** All values, empty ones included; `[]` where the element is absent. */
  strings(tag: string): readonly string[];
  uint16(tag: string): number | undefined;
  /** The value as it is in the file, padding included. */
  bytes(tag: string): Uint8Array | undefined;
  /** Pixel Data's value, or its fragments in order; `[]` where there is none. */
  pixelChunks(): readonly Uint8Array[];
}

/**
 * Parses a Part 10 file, in any transfer syntax that has little-endian or deflated elements.
 * @throws {Error} when it is not one (dicom-parser itself throws strings).
 */
export function parsePart10(bytes: Uint8Array): ParsedDataset {
  try {
    return parsed(dicomParser.parseDicom(bytes, { inflater: inflate }));
  } catch (thrown) {
    throw notPart10(bytes, toError(thrown));
  }
}

function notPart10(bytes: Uint8Array, cause: Error): Error {
  return new Error(`Expected a DICOM Part 10 file, got ${bytes.length} bytes that do not parse`, { cause });
}

/**
 * Where the data set starts: right after the File Meta Information, which says its length first (PS3.10 §7.1).
 * @throws {Error} when there is no such header.
 */
export function datasetOffset(bytes: Uint8Array): number {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 144));
  if (
    header.length < 144 ||
    header.toString('latin1', 128, 132) !== 'DICM' ||
    header.readUInt32BE(132) !== 0x02000000
  ) {
    throw new Error(
      'Expected a preamble, "DICM" and the length of the File Meta Information, got something else',
    );
  }
  return 144 + header.readUInt32LE(140);
}

/** dicom-parser wants the header and the inflated elements as one array. */
function inflate(bytes: Uint8Array, position: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, position), inflateRawSync(bytes.subarray(position))]);
}

function parsed(dataset: DataSet): ParsedDataset {
  const bytes = (tag: string): Uint8Array | undefined => {
    const element = dataset.elements[key(tag)];
    return element && dataset.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  };
  return {
    bytes,
    string: (tag) => dataset.string(key(tag)) || undefined,
    strings: (tag) =>
      text(bytes(tag))
        ?.split('\\')
        .map((value) => value.trim()) ?? [],
    uint16: (tag) => dataset.uint16(key(tag)),
    pixelChunks: () => pixelChunks(dataset),
  };
}

function pixelChunks(dataset: DataSet): readonly Uint8Array[] {
  const element = dataset.elements['x7fe00010'];
  if (!element) return [];
  const places = element.fragments ?? [{ position: element.dataOffset, length: element.length }];
  return places.map(({ position, length }) => dataset.byteArray.subarray(position, position + length));
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString('latin1').replace(/\0$/, '');
}

function key(tag: string): string {
  return `x${tag.toLowerCase()}`;
}
