import { TextDecoder } from 'node:util';

const tables = new Map<string, ReadonlyMap<string, Uint8Array>>();

/**
 * Encodes characters in a WHATWG encoding that Node can only decode.
 * @param label the encoding, as TextDecoder knows it
 * @param firstByte the lowest byte of a two-byte code: 0xa1 keeps EUC to its 94 × 94 plane
 * @throws {Error} when the encoding has no code for a character.
 */
export function encodeByTable(text: string, label: string, firstByte: number): Buffer {
  const table = codeTable(label, firstByte);
  return Buffer.concat(Array.from(text, (character) => table.get(character) ?? unknown(character, label)));
}

function unknown(character: string, label: string): never {
  const codePoint = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  throw new Error(`Expected characters that ${label} has a code for, got "${character}" (U+${codePoint})`);
}

/** The table is the decoder's own, turned around: every one- and two-byte code is decoded once. */
function codeTable(label: string, firstByte: number): ReadonlyMap<string, Uint8Array> {
  const known = tables.get(label);
  if (known) return known;
  const table = new Map<string, Uint8Array>();
  const decoder = new TextDecoder(label, { fatal: true });
  for (const code of candidates(firstByte)) {
    const character = tryDecode(decoder, code);
    if (character && !table.has(character)) table.set(character, code);
  }
  tables.set(label, table);
  return table;
}

function* candidates(firstByte: number): Generator<Uint8Array> {
  for (let byte = 0; byte < 0x100; byte++) yield Uint8Array.of(byte);
  for (let lead = firstByte; lead < 0xff; lead++) {
    for (let trail = firstByte === 0xa1 ? 0xa1 : 0x40; trail < 0xff; trail++)
      yield Uint8Array.of(lead, trail);
  }
}

function tryDecode(decoder: TextDecoder, code: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(code);
    return Array.from(text).length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}
