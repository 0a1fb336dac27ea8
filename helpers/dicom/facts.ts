import { z } from 'zod';
import { SeriesInstanceUID, SOPInstanceUID, StudyInstanceUID } from './identifiers.ts';
import { decodeText } from './charsets.ts';
import { parsePart10, type ParsedDataset } from './dicom-parser.ts';
import { sha256 } from './sha256.ts';

const InstanceFacts = z.object({
  studyInstanceUID: StudyInstanceUID,
  seriesInstanceUID: SeriesInstanceUID,
  sopInstanceUID: SOPInstanceUID,
  sopClassUID: z.string(),
  /** As text, whatever the character set it was encoded in. */
  patientName: z.string(),
  patientID: z.string(),
  transferSyntaxUID: z.string(),
  rows: z.int(),
  columns: z.int(),
  /** 1 where the element is absent. */
  numberOfFrames: z.int(),
  /** Of Pixel Data as encoded: its value, or all its fragments joined, without offset table and item headers. */
  pixelSha256: z.string(),
  fileSha256: z.string(),
});

/** What an instance says of itself, and hashes (lower-case hexadecimal) to compare it by. */
export type InstanceFacts = Readonly<z.infer<typeof InstanceFacts>>;

/**
 * Reads the facts of a Part 10 file.
 * @throws {Error} naming the element that is absent or malformed.
 */
export function facts(bytes: Uint8Array): InstanceFacts {
  const parsed = parsePart10(bytes);
  const result = InstanceFacts.safeParse(elements(parsed, bytes));
  if (result.success) return result.data;
  throw new Error(
    `Expected a DICOM image with its identifying elements, got: ${z.prettifyError(result.error)}`,
    {
      cause: result.error,
    },
  );
}

function elements(parsed: ParsedDataset, bytes: Uint8Array): Record<keyof InstanceFacts, unknown> {
  const charset = parsed.strings('00080005');
  return {
    studyInstanceUID: parsed.string('0020000D'),
    seriesInstanceUID: parsed.string('0020000E'),
    sopInstanceUID: parsed.string('00080018'),
    sopClassUID: parsed.string('00080016'),
    patientName: decodeText(parsed.bytes('00100010') ?? new Uint8Array(), charset).trimEnd(),
    patientID: parsed.string('00100020') ?? '',
    transferSyntaxUID: parsed.string('00020010'),
    rows: parsed.uint16('00280010'),
    columns: parsed.uint16('00280011'),
    numberOfFrames: Number(parsed.string('00280008') ?? 1),
    pixelSha256: sha256(...parsed.pixelChunks()),
    fileSha256: sha256(bytes),
  };
}
