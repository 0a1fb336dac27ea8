import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMediaType } from './media-type.ts';
import { encodeMultipart, parseMultipart } from './multipart.ts';

const type = 'multipart/related; type="application/dicom"; boundary=B';
const parse = (text: string, contentType = type): string[] =>
  parseMultipart(Buffer.from(text, 'latin1'), contentType).map(({ body }) => body.toString('latin1'));

test('what is encoded is parsed to the same parts', () => {
  // Bytes of which delimiters are made, so that bodies come close to having one.
  const bytes = fc.array(fc.constantFrom(13, 10, 45, 0x6b, 0, 255)).map((values) => Buffer.from(values));
  const part = fc.record({ contentType: fc.constantFrom('application/dicom', 'text/plain'), body: bytes });
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const { body, contentType } = encodeMultipart(parts, 'application/dicom');
      const parsed = parseMultipart(body, contentType);
      expect(parsed.map((each) => each.body)).toEqual(parts.map((each) => each.body));
      expect(parsed.map((each) => each.headers['content-type'])).toEqual(
        parts.map((each) => each.contentType),
      );
    }),
  );
});

test('any body gives parts or an Error, at any cut', () => {
  const whole = encodeMultipart([{ contentType: 'a/b', body: Buffer.from('\r\n--B\r\n') }], 'a/b');
  const cut = fc.nat(whole.body.length).map((length) => whole.body.subarray(0, length));
  const noise = fc.uint8Array().map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(cut, noise), (body) => {
      try {
        parseMultipart(body, whole.contentType);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Error);
      }
    }),
  );
});

test.each([
  ['preamble and epilogue', 'hello\r\n--B\r\n\r\none\r\n--B--\r\nbye', ['one']],
  ['padding after the boundary', '--B \t\r\n\r\none\r\n--B--  ', ['one']],
  ['no line break at the end', '--B\r\n\r\none\r\n--B--', ['one']],
  ['an empty part', '--B\r\n\r\n\r\n--B--', ['']],
  ['no parts', '--B--\r\n', []],
  ['a longer boundary inside', '--B\r\n\r\none\r\n--Bx\r\n\r\n--B--', ['one\r\n--Bx\r\n']],
  ['a boundary within a line', '--B\r\n\r\none --B\r\n--B--', ['one --B']],
])('%s', (_what, text, expected) => {
  expect(parse(text)).toEqual(expected);
});

test('headers are read whatever their case and spaces', () => {
  const [part] = parseMultipart(Buffer.from('--B\r\nContent-TYPE:  a/b \r\nX: y:z\r\n\r\n.\r\n--B--'), type);
  expect(part?.headers).toEqual({ 'content-type': 'a/b', x: 'y:z' });
});

test.each([
  ['--B\r\n\r\none', type, /1 boundaries and no closing one: truncated\?/],
  ['--B\r\nno blank line\r\n--B--', type, /blank line/],
  ['', type, /0 boundaries/],
  ['--B--', 'multipart/related', /Expected Content-Type multipart/],
  ['--B--', 'application/dicom; boundary=B', /Expected Content-Type multipart/],
])('%j as %s is an error that says why', (text, contentType, message) => {
  expect(() => parse(text, contentType)).toThrow(message);
});

test('media types are read with quoted and bare parameters', () => {
  const { type: name, parameters } = parseMediaType('Multipart/Related; TYPE="a/b;c\\"d";boundary=x');
  expect(name).toBe('multipart/related');
  expect(Object.fromEntries(parameters)).toEqual({ type: 'a/b;c"d', boundary: 'x' });
  expect(parseMediaType('nonsense').type).toBe('');
});
