import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodeText, type Charset } from './charsets.ts';

/** The examples of DICOM PS3.5 annexes H.3.1, I.2 and J.3, and one name for each other set. */
const examples: readonly { charset: Charset; name: string; hex: string }[] = [
  {
    charset: '\\ISO 2022 IR 87',
    name: 'Yamada^Tarou=山田^太郎=やまだ^たろう',
    hex:
      '59616d6164615e5461726f753d' +
      '1b24423b3345441b28425e1b244242404f3a1b28423d' +
      '1b24422464245e24401b28425e1b2442243f246d24261b2842',
  },
  {
    charset: '\\ISO 2022 IR 149',
    name: 'Hong^Gildong=洪^吉洞=홍^길동',
    hex: '486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf',
  },
  {
    charset: 'GB18030',
    name: 'Wang^XiaoDong=王^小东',
    hex: '57616e675e5869616f446f6e673dcdf55ed0a1b6ab',
  },
  { charset: 'ISO_IR 192', name: 'Äneas', hex: 'c3846e656173' },
  { charset: 'ISO_IR 100', name: 'Äneas', hex: 'c46e656173' },
  { charset: 'ISO_IR 126', name: 'Διον', hex: 'c4e9efed' },
  { charset: 'ISO_IR 144', name: 'Люк', hex: 'bbeeda' },
];

test.each(examples)('$charset encodes $name as the standard does', ({ charset, name, hex }) => {
  const bytes = encodeText(name, charset);
  expect(bytes.toString('hex')).toBe(hex);
  expect(decodeText(bytes, charset.split('\\'))).toBe(name);
});

test('ASCII is the same in every set, and comes back from it', () => {
  const charsets = fc.constantFrom(...examples.map(({ charset }) => charset));
  const ascii = fc.stringMatching(/^[A-Za-z ^=]*$/);
  fc.assert(
    fc.property(ascii, charsets, (text, charset) => {
      const bytes = encodeText(text, charset);
      return bytes.toString('latin1') === text && decodeText(bytes, charset.split('\\')) === text;
    }),
  );
});

test.each([
  ['ISO_IR 100', '山'],
  ['\\ISO 2022 IR 87', '€'],
  ['ISO_IR 144', 'ü'],
] as const)('%s has no code for "%s", and says so', (charset, text) => {
  expect(() => encodeText(text, charset)).toThrow(text);
});

test('an unknown character set is named', () => {
  expect(() => decodeText(Buffer.from('x'), ['ISO_IR 999'])).toThrow('got "ISO_IR 999"');
});
