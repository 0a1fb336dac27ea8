import type { AETitle } from '../dicom/identifiers.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import { implementation } from '../dicom/write-part10.ts';

const applicationContext = '1.2.840.10008.3.1.1.1';
const verification = '1.2.840.10008.1.1';

export interface AssociationRequest {
  readonly calling: AETitle;
  readonly called: AETitle;
  /** Bytes of an item that nobody knows, and everybody skips (PS3.8 §9.3.1): the length then tells requests apart. */
  readonly padding?: number;
}

/** An A-ASSOCIATE-RQ PDU that proposes Verification, byte for byte as PS3.8 §9.3.2 has it. */
export function associationRequest({ calling, called, padding }: AssociationRequest): Buffer {
  const context = item(
    0x20,
    Buffer.from([1, 0, 0, 0]),
    item(0x30, verification),
    item(0x40, transferSyntaxes.implicitLittleEndian),
  );
  const maximumLength = item(0x51, Buffer.from([0, 0, 0x40, 0]));
  const unknown = padding === undefined ? [] : [item(0x5f, Buffer.alloc(padding))];
  const user = item(0x50, maximumLength, item(0x52, implementation.classUID), ...unknown);
  const body = Buffer.concat([
    Buffer.from([0, 1, 0, 0]), // Protocol version 1.
    Buffer.from(called.padEnd(16)),
    Buffer.from(calling.padEnd(16)),
    Buffer.alloc(32),
    item(0x10, applicationContext),
    context,
    user,
  ]);
  const head = Buffer.from([1, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

function item(type: number, ...content: readonly (Buffer | string)[]): Buffer {
  const value = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  const head = Buffer.from([type, 0, 0, 0]);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}
