import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetOffset, parsePart10 } from './dicom-parser.ts';
import { readInstance } from './instance.ts';
import { sha256 } from './sha256.ts';
import { transferSyntaxes } from './transfer-syntaxes.ts';
import { implementation, wrapDataset, writePart10, type WritableDataset } from './write-part10.ts';

const pixels = Buffer.from(Array.from({ length: 64 }, (_, index) => index));
const dataset: WritableDataset = {
  '00080005': { vr: 'CS', value: 'ISO_IR 100' },
  '00080016': { vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.7' },
  '00080018': { vr: 'UI', value: '1.2.3' },
  '00100010': { vr: 'PN', value: Buffer.from('Müller^A', 'latin1') },
  '00100020': { vr: 'LO', value: 'ID' },
  '0020000D': { vr: 'UI', value: '1.2' },
  '0020000E': { vr: 'UI', value: '1.2.1' },
  '00280010': { vr: 'US', value: 4 },
  '00280011': { vr: 'US', value: 16 },
  '7FE00010': { vr: 'OB', value: pixels },
};
const write = (transferSyntaxUID: string, elements = dataset): Uint8Array =>
  writePart10({
    sopClassUID: '1.2.840.10008.5.1.4.1.1.7',
    sopInstanceUID: '1.2.3',
    transferSyntaxUID,
    dataset: elements,
  });

describe.each(Object.entries(transferSyntaxes).filter(([name]) => name !== 'rleLossless'))(
  'in %s',
  (_name, uid) => {
    test('what is written is read back', () => {
      const bytes = write(uid);
      expect(readInstance(bytes).facts).toEqual({
        studyInstanceUID: '1.2',
        seriesInstanceUID: '1.2.1',
        sopInstanceUID: '1.2.3',
        sopClassUID: '1.2.840.10008.5.1.4.1.1.7',
        patientName: 'Müller^A',
        patientID: 'ID',
        transferSyntaxUID: uid,
        rows: 4,
        columns: 16,
        numberOfFrames: 1,
        pixelSha256: sha256(pixels),
        fileSha256: sha256(bytes),
      });
    });

    test('a data set that came alone gets the same header', () => {
      const bytes = write(uid);
      const wrapped = wrapDataset(bytes.subarray(datasetOffset(bytes)), '1.2.840.10008.5.1.4.1.1.7', uid);
      expect(wrapped).toEqual(bytes);
    });
  },
);

test('encapsulated fragments are read without their headers', () => {
  const frames = [Buffer.from([1, 2, 3]), Buffer.from([4, 5])];
  const file = write(transferSyntaxes.rleLossless, {
    ...dataset,
    '7FE00010': { vr: 'OB', value: { frames } },
  });
  expect(
    parsePart10(file)
      .pixelChunks()
      .map((chunk) => [...chunk]),
  ).toEqual([
    [1, 2, 3, 0],
    [4, 5],
  ]);
});

test('the header names who wrote the file, and has an even preamble of zeros', () => {
  const file = write(transferSyntaxes.explicitLittleEndian);
  expect(parsePart10(file).string('00020012')).toBe(implementation.classUID);
  expect(file.subarray(0, 128).every((byte) => byte === 0)).toBe(true);
});

test('an element that an instance must have, and has not, is named', () => {
  const { '0020000D': _study, ...others } = dataset;
  expect(() => readInstance(write(transferSyntaxes.explicitLittleEndian, others))).toThrow(
    'studyInstanceUID',
  );
});

test('whatever is no DICOM file gives an Error, never a thrown string', () => {
  const file = Buffer.from(write(transferSyntaxes.explicitLittleEndian));
  const broken = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.nat(file.length - 1).map((length) => file.subarray(0, length)),
  );
  fc.assert(
    fc.property(broken, (bytes) => {
      try {
        readInstance(bytes);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Error);
      }
    }),
  );
  expect(() => readInstance(Buffer.from('garbage'))).toThrow(/Expected a DICOM Part 10 file, got 7/);
  expect(() => datasetOffset(Buffer.from('garbage'))).toThrow(/Expected a preamble/);
});
