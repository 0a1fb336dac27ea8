import { randomBytes } from 'node:crypto';
import { parsePart10 } from './dicom-parser.ts';
import { SOPInstanceUID, StudyInstanceUID, SeriesInstanceUID } from './identifiers.ts';

/** A file with UIDs of its own. */
export interface RenamedFile {
  readonly bytes: Uint8Array;
  readonly studyInstanceUID: StudyInstanceUID;
  readonly seriesInstanceUID: SeriesInstanceUID;
  readonly sopInstanceUID: SOPInstanceUID;
}

const tags = { study: '0020000D', series: '0020000E', instance: '00080018' } as const;

/**
 * Gives a file's study, series and instance new UIDs of the same lengths, wherever they occur, and leaves every other
 * byte as it is: so a file of the world can be stored without meeting itself there, and be removed again.
 * @throws {Error} when it is no Part 10 file, or lacks one of them.
 */
export function renameUIDs(bytes: Uint8Array): RenamedFile {
  const dataset = parsePart10(bytes);
  const read = (tag: string): string => {
    const uid = dataset.string(tag);
    if (uid === undefined) throw new Error(`Expected the file to have a UID in ${tag}, got none`);
    return uid;
  };
  const old = { study: read(tags.study), series: read(tags.series), instance: read(tags.instance) };
  // The longest first: one UID may begin with another.
  const distinct = [...new Set(Object.values(old))].toSorted((a, b) => b.length - a.length);
  const renamed = new Map(distinct.map((uid) => [uid, newUIDOfLength(uid.length)]));
  let text = Buffer.from(bytes).toString('latin1');
  for (const [uid, replacement] of renamed) text = text.replaceAll(uid, replacement);
  return {
    bytes: Buffer.from(text, 'latin1'),
    studyInstanceUID: StudyInstanceUID.parse(renamed.get(old.study)),
    seriesInstanceUID: SeriesInstanceUID.parse(renamed.get(old.series)),
    sopInstanceUID: SOPInstanceUID.parse(renamed.get(old.instance)),
  };
}

/** Random digits under the root 2.25 (PS3.5 §B.2); beyond 39 digits in two components. */
function newUIDOfLength(length: number): string {
  if (length < 20)
    throw new Error(`Expected a UID of at least 20 characters, which can be unique; got ${length}`);
  const digits = Array.from(randomBytes(length), (byte) => 1 + (byte % 9)).join('');
  const uid = `2.25.${digits}`.slice(0, length);
  return length > 44 ? `${uid.slice(0, 42)}.${uid.slice(43)}` : uid;
}
