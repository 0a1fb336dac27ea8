import { deflateRawSync } from 'node:zlib';
import { data, type DcmjsElements } from 'dcmjs';
import { parsePart10 } from './dicom-parser.ts';
import { binaryElement, encapsulatedPixelData } from './raw-element.ts';
import { transferSyntaxes } from './transfer-syntaxes.ts';

/** Identifies the software that wrote a file, in its File Meta Information (PS3.10 §7.1). */
export const implementation = {
  classUID: '2.25.132893671098435290745861325873902346981',
  versionName: 'KORTHWEB_0',
} as const;

/** A top-level element: numbers and strings are encoded by dcmjs; bytes are written as they are, padded to even. */
export interface WritableElement {
  readonly vr: string;
  readonly value: string | number | readonly (string | number)[] | Uint8Array | EncapsulatedFrames;
}

/** Pixel Data of a compressed transfer syntax: one fragment for each frame. */
export interface EncapsulatedFrames {
  readonly frames: readonly Uint8Array[];
}

/** A data set by tag, `00100010`. */
export type WritableDataset = Readonly<Record<string, WritableElement>>;

export interface WritePart10Options {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly transferSyntaxUID: string;
  readonly dataset: WritableDataset;
}

/** Writes a DICOM Part 10 file: preamble, File Meta Information with its length, and the data set. */
export function writePart10(options: WritePart10Options): Uint8Array {
  const implicit = options.transferSyntaxUID === transferSyntaxes.implicitLittleEndian;
  const tags = Object.keys(options.dataset).toSorted();
  const dataset = tags.map((tag) => encodeElement(tag, options.dataset[tag], implicit));
  if (options.transferSyntaxUID !== transferSyntaxes.deflatedExplicitLittleEndian) {
    return Buffer.concat([header(options), ...dataset]);
  }
  const deflated = deflateRawSync(Buffer.concat(dataset));
  // PS3.5 §A.5: padded to an even length with one zero byte.
  return Buffer.concat([header(options), deflated, Buffer.alloc(deflated.length % 2)]);
}

/**
 * Makes a file of a data set that came without File Meta Information, as by C-STORE.
 * @throws {Error} when it has no SOP Instance UID.
 */
export function wrapDataset(dataset: Uint8Array, sopClassUID: string, transferSyntaxUID: string): Uint8Array {
  const file = (sopInstanceUID: string): Buffer =>
    Buffer.concat([header({ sopClassUID, sopInstanceUID, transferSyntaxUID }), dataset]);
  const sopInstanceUID = parsePart10(file('')).string('00080018');
  if (sopInstanceUID === undefined) throw new Error('Expected a data set with a SOP Instance UID, got none');
  return file(sopInstanceUID);
}

function header({
  sopClassUID,
  sopInstanceUID,
  transferSyntaxUID,
}: Omit<WritePart10Options, 'dataset'>): Buffer {
  const file = new data.DicomDict({
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': { vr: 'UI', Value: [sopClassUID] },
    '00020003': { vr: 'UI', Value: [sopInstanceUID] },
    '00020010': { vr: 'UI', Value: [transferSyntaxUID] },
    '00020012': { vr: 'UI', Value: [implementation.classUID] },
    '00020013': { vr: 'SH', Value: [implementation.versionName] },
  });
  return Buffer.from(file.write());
}

function encodeElement(tag: string, element: WritableElement | undefined, implicit: boolean): Buffer {
  if (!element) return Buffer.alloc(0);
  const { vr, value } = element;
  if (value instanceof Uint8Array) return binaryElement({ tag, vr, value, implicit });
  if (typeof value === 'object' && 'frames' in value) return encapsulatedPixelData(value.frames);
  return encodeByDcmjs({ [tag]: { vr, Value: Array.isArray(value) ? value : [value] } }, implicit);
}

function encodeByDcmjs(elements: DcmjsElements, implicit: boolean): Buffer {
  const { DicomMessage, WriteBufferStream } = data;
  const stream = new WriteBufferStream(64, true);
  const syntax = implicit ? transferSyntaxes.implicitLittleEndian : transferSyntaxes.explicitLittleEndian;
  DicomMessage.write(elements, stream, syntax);
  return Buffer.from(stream.getBuffer());
}
