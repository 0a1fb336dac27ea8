import { randomUUID } from 'node:crypto';
import { parseMediaType } from './media-type.ts';

/** One part of a multipart body. */
export interface Part {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface PartToSend {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Joins parts to a `multipart/related` body (RFC 2387) whose parts are said to be of `type`. */
export function encodeMultipart(
  parts: readonly PartToSend[],
  type: string,
): { contentType: string; body: Buffer } {
  const boundary = `korthweb-${randomUUID()}`;
  const chunks = parts.flatMap(({ contentType, body }, index) => {
    const start = index === 0 ? '' : '\r\n';
    return [Buffer.from(`${start}--${boundary}\r\nContent-Type: ${contentType}\r\n\r\n`), body];
  });
  const end = Buffer.from(`${parts.length === 0 ? '' : '\r\n'}--${boundary}--\r\n`);
  return {
    contentType: `multipart/related; type="${type}"; boundary=${boundary}`,
    body: Buffer.concat([...chunks, end]),
  };
}

/**
 * Splits a multipart body (RFC 2046 §5.1.1); preamble and epilogue are skipped.
 * @throws {Error} when the content type is not multipart with a boundary, or the closing boundary is missing.
 */
export function parseMultipart(body: Buffer, contentType: string): readonly Part[] {
  const { type, parameters } = parseMediaType(contentType);
  const boundary = parameters.get('boundary');
  if (!type.startsWith('multipart/') || !boundary) {
    throw new Error(`Expected Content-Type multipart/… with a boundary, got "${contentType}"`);
  }
  const delimiters = [...delimitersOf(body, boundary)];
  if (delimiters.at(-1)?.closing !== true) {
    throw new Error(
      `Expected a multipart body that ends with its closing boundary --${boundary}--, got ${body.length} bytes with ${delimiters.length} boundaries and no closing one: truncated?`,
    );
  }
  return delimiters
    .slice(0, -1)
    .map(({ end }, index) => parsePart(body.subarray(end, delimiters[index + 1]?.start)));
}

interface Delimiter {
  /** Where the line break before it starts, which belongs to it. */
  readonly start: number;
  /** Where its own line break starts, so that headers always follow one. */
  readonly end: number;
  readonly closing: boolean;
}

/** Delimiters up to the closing one: only whole lines count, as binary content may hold a boundary's beginning. */
function* delimitersOf(body: Buffer, boundary: string): Generator<Delimiter> {
  const marker = Buffer.from(`--${boundary}`, 'latin1');
  for (let at = body.indexOf(marker); at !== -1; at = body.indexOf(marker, at + 1)) {
    const start = at === 0 ? 0 : at - 2;
    if (at !== 0 && body.toString('latin1', start, at) !== '\r\n') continue;
    const after = at + marker.length;
    const rest = /^(--)?[ \t]*(?=\r\n|$)/.exec(body.toString('latin1', after, after + 80));
    if (!rest || (!rest[1] && after + rest[0].length === body.length)) continue;
    yield { start, end: after + rest[0].length, closing: rest[1] !== undefined };
    if (rest[1]) return;
  }
}

const blankLine = Buffer.from('\r\n\r\n');

/** The block starts with the line break of its delimiter, so that a part without headers starts with a blank line. */
function parsePart(block: Buffer): Part {
  const end = block.indexOf(blankLine);
  if (end === -1) throw new Error('Expected a blank line after the headers of a multipart part, got none');
  const lines = block
    .toString('latin1', 0, end)
    .split('\r\n')
    .filter((line) => line !== '');
  const headers = lines.map((line) => {
    const [, name = line, value = ''] = /^([^:]*):\s*(.*?)\s*$/.exec(line) ?? [];
    return [name.toLowerCase(), value] as const;
  });
  return { headers: Object.fromEntries(headers), body: block.subarray(end + blankLine.length) };
}
