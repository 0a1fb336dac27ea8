import { z } from 'zod';

/** A person's name in DICOM JSON, PS3.18 §F.2.2. */
const PersonName = z.strictObject({
  Alphabetic: z.string().optional(),
  Ideographic: z.string().optional(),
  Phonetic: z.string().optional(),
});
type PersonName = z.infer<typeof PersonName>;

const Tag = z.string().regex(/^[0-9A-Fa-f]{8}$/, 'expected a tag of eight hexadecimal digits');

export type DicomJsonValue = string | number | null | PersonName | DicomJson;

/** One element in DICOM JSON: with values, or with where they are, or neither where it is empty. */
export interface DicomJsonElement {
  readonly vr: string;
  readonly Value?: DicomJsonValue[] | undefined;
  readonly BulkDataURI?: string | undefined;
  readonly InlineBinary?: string | undefined;
}

/** A data set in DICOM JSON, PS3.18 §F.2: elements by tag (`0020000D`). */
export interface DicomJson {
  readonly [tag: string]: DicomJsonElement;
}

const Element: z.ZodType<DicomJsonElement> = z.object({
  vr: z.string().regex(/^[A-Z]{2}$/, 'expected a value representation of two capital letters'),
  Value: z.lazy(() => z.array(z.union([z.string(), z.number(), z.null(), PersonName, DicomJson]))).optional(),
  BulkDataURI: z.string().optional(),
  InlineBinary: z.base64().optional(),
});

/** Parses a data set in DICOM JSON. */
export const DicomJson: z.ZodType<DicomJson> = z.record(Tag, Element);

/** An element's values as strings, in order; null values and sequence items are left out. */
export function strings(dataset: DicomJson, tag: string): readonly string[] {
  return values(dataset, tag).flatMap((value) => (typeof value === 'object' ? [] : [String(value)]));
}

/** An element's first value as a string; undefined where it is absent or empty. */
export function string(dataset: DicomJson, tag: string): string | undefined {
  return strings(dataset, tag)[0];
}

/** A sequence's items; `[]` where it is absent. */
export function items(dataset: DicomJson, tag: string): readonly DicomJson[] {
  if (dataset[tag]?.vr !== 'SQ') return [];
  return values(dataset, tag).flatMap((value) => {
    const item = DicomJson.safeParse(value);
    return item.success ? [item.data] : [];
  });
}

/** A person's name as DICOM writes it, representations joined by `=`; undefined where it is absent or empty. */
export function personName(dataset: DicomJson, tag: string): string | undefined {
  const name = PersonName.safeParse(values(dataset, tag)[0]).data;
  return (
    name &&
    [name.Alphabetic, name.Ideographic, name.Phonetic]
      .map((text) => text ?? '')
      .join('=')
      .replace(/=+$/, '')
  );
}

function values(dataset: DicomJson, tag: string): readonly DicomJsonValue[] {
  return dataset[tag]?.Value ?? [];
}
