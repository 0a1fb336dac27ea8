/** Value representations whose length has 32 bits when explicit (PS3.5 §7.1.2), of those written as bytes here. */
const longLength = new Set(['OB', 'OW', 'UN', 'UT']);
const paddedWithZero = new Set(['OB', 'OW', 'UN', 'UI']);
const undefinedLength = 0xffffffff;

export interface BinaryElement {
  readonly tag: string;
  readonly vr: string;
  readonly value: Uint8Array;
  readonly implicit: boolean;
}

/** Encodes one little-endian element from bytes: dcmjs writes text as UTF-8 only, and copies pixels several times. */
export function binaryElement({ tag, vr, value, implicit }: BinaryElement): Buffer {
  const padding = Buffer.alloc(value.length % 2, paddedWithZero.has(vr) ? 0 : 0x20);
  const length = value.length + padding.length;
  return Buffer.concat([tagBytes(tag), vrAndLength(vr, length, implicit), value, padding]);
}

/** Pixel Data of a compressed transfer syntax: Basic Offset Table, one fragment for each frame, delimiter (PS3.5 §A.4). */
export function encapsulatedPixelData(frames: readonly Uint8Array[]): Buffer {
  const items = frames.map((frame) => item(frame));
  const offsets = Buffer.alloc(4 * items.length);
  let offset = 0;
  for (const [index, { length }] of items.entries()) {
    offsets.writeUInt32LE(offset, 4 * index);
    offset += length;
  }
  const start = [tagBytes('7FE00010'), vrAndLength('OB', undefinedLength, false)];
  return Buffer.concat([...start, item(offsets), ...items, tagBytes('FFFEE0DD'), uint32(0)]);
}

function item(value: Uint8Array): Buffer {
  const padding = Buffer.alloc(value.length % 2);
  return Buffer.concat([tagBytes('FFFEE000'), uint32(value.length + padding.length), value, padding]);
}

function vrAndLength(vr: string, length: number, implicit: boolean): Buffer {
  if (implicit) return uint32(length);
  if (longLength.has(vr)) return Buffer.concat([Buffer.from(`${vr}\0\0`, 'latin1'), uint32(length)]);
  return Buffer.concat([Buffer.from(vr, 'latin1'), uint16(length)]);
}

function tagBytes(tag: string): Buffer {
  return Buffer.concat([
    uint16(Number.parseInt(tag.slice(0, 4), 16)),
    uint16(Number.parseInt(tag.slice(4), 16)),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
