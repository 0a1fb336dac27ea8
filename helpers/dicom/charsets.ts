import { encodeByTable } from './code-table.ts';

/** A way to encode text; `label` is the WHATWG encoding that decodes it. */
type Encoding =
  | { readonly kind: 'latin'; readonly label: string; readonly last: number }
  | { readonly kind: 'utf-8'; readonly label: string }
  | { readonly kind: 'table'; readonly label: string }
  | {
      readonly kind: 'iso-2022';
      readonly label: string;
      readonly escape: string;
      readonly sevenBit: boolean;
    };

/** By defined term of Specific Character Set (0008,0005), DICOM PS3.3 §C.12.1.1.2. */
const encodings: ReadonlyMap<string, Encoding> = new Map<string, Encoding>([
  ['ISO_IR 6', { kind: 'latin', label: 'latin1', last: 0x7f }],
  ['ISO_IR 100', { kind: 'latin', label: 'latin1', last: 0xff }],
  ['ISO_IR 126', { kind: 'table', label: 'iso-8859-7' }],
  ['ISO_IR 144', { kind: 'table', label: 'iso-8859-5' }],
  ['ISO_IR 192', { kind: 'utf-8', label: 'utf-8' }],
  ['GB18030', { kind: 'table', label: 'gb18030' }],
  ['ISO 2022 IR 87', { kind: 'iso-2022', label: 'euc-jp', escape: '\x1b$B', sevenBit: true }],
  ['ISO 2022 IR 149', { kind: 'iso-2022', label: 'euc-kr', escape: '\x1b$)C', sevenBit: false }],
]);

/** Values of Specific Character Set that this project writes; a leading backslash leaves the first term, ASCII, out. */
export type Charset =
  | 'ISO_IR 100'
  | 'ISO_IR 126'
  | 'ISO_IR 144'
  | 'ISO_IR 192'
  | 'GB18030'
  | '\\ISO 2022 IR 87'
  | '\\ISO 2022 IR 149';

/**
 * Encodes a person's name or other text.
 * @throws {Error} when the character set has no code for a character.
 */
export function encodeText(text: string, charset: Charset): Buffer {
  const encoding = encodingOf(charset.split('\\'));
  switch (encoding.kind) {
    case 'latin':
      return encodeLatin(text, encoding.last);
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'table':
      return encodeByTable(text, encoding.label, 0x81);
    case 'iso-2022':
      return encodeISO2022(text, encoding);
  }
  return encoding satisfies never;
}

/**
 * Decodes text by the values of Specific Character Set; codes without a character become U+FFFD.
 * @throws {Error} when the character set is none that this project knows.
 */
export function decodeText(bytes: Uint8Array, charset: readonly string[]): string {
  const encoding = encodingOf(charset);
  if (encoding.kind === 'latin') return Buffer.from(bytes).toString('latin1');
  if (encoding.kind !== 'iso-2022') return new TextDecoder(encoding.label).decode(bytes);
  if (encoding.sevenBit) return new TextDecoder('iso-2022-jp').decode(bytes);
  const unescaped = Buffer.from(bytes).toString('latin1').replaceAll(encoding.escape, '');
  return new TextDecoder(encoding.label).decode(Buffer.from(unescaped, 'latin1'));
}

/** The last term decides: those before it are ASCII, or empty for ASCII, in whatever this project writes. */
function encodingOf(terms: readonly string[]): Encoding {
  const term = terms.findLast((value) => value !== '') ?? 'ISO_IR 6';
  const encoding = encodings.get(term);
  if (encoding) return encoding;
  throw new Error(`Expected a character set of ${[...encodings.keys()].join(', ')}, got "${term}"`);
}

function encodeLatin(text: string, last: number): Buffer {
  const unknown = Array.from(text).find((character) => (character.codePointAt(0) ?? 0) > last);
  if (unknown === undefined) return Buffer.from(text, 'latin1');
  throw new Error(`Expected characters up to U+00${last.toString(16).toUpperCase()}, got "${unknown}"`);
}

/** PS3.5 §6.1.2.5.3: the set is escaped to for each run, so that delimiters and ends are in ASCII again. */
function encodeISO2022(text: string, { label, escape, sevenBit }: Encoding & { kind: 'iso-2022' }): Buffer {
  const runs = text.split(/(\P{ASCII}+)/u).map((run, index) => {
    if (index % 2 === 0) return Buffer.from(run, 'latin1');
    const codes = encodeByTable(run, label, 0xa1);
    const start = Buffer.from(escape, 'latin1');
    if (!sevenBit) return Buffer.concat([start, codes]);
    return Buffer.concat([start, codes.map((code) => code & 0x7f), Buffer.from('\x1b(B', 'latin1')]);
  });
  return Buffer.concat(runs);
}
