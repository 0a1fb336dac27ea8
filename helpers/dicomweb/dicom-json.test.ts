import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DicomJson, items, personName, string, strings } from './dicom-json.ts';

const tag = fc.stringMatching(/^[0-9A-F]{8}$/);
const { dataset } = fc.letrec<{ dataset: DicomJson; element: DicomJson[string] }>((tie) => ({
  dataset: fc.dictionary(tag, tie('element'), { maxKeys: 4 }),
  element: fc.oneof(
    { depthSize: 'small' },
    fc.record({ vr: fc.constant('LO'), Value: fc.array(fc.option(fc.string())) }),
    fc.record({ vr: fc.constant('US'), Value: fc.array(fc.integer()) }),
    fc.record({ vr: fc.constant('PN'), Value: fc.array(fc.record({ Alphabetic: fc.string() })) }),
    fc.record({ vr: fc.constant('OW'), BulkDataURI: fc.webUrl() }),
    fc.record({ vr: fc.constant('UN') }),
    fc.record({ vr: fc.constant('SQ'), Value: fc.array(tie('dataset'), { maxLength: 3 }) }),
  ),
}));

test('every data set is parsed to itself', () => {
  fc.assert(
    fc.property(dataset, (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(DicomJson.parse(JSON.parse(text)))).toBe(text);
    }),
  );
});

test('other JSON is refused, or is a data set as it stands', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const result = DicomJson.safeParse(value);
      if (result.success) expect(Object.values(result.data).every(({ vr }) => vr.length === 2)).toBe(true);
    }),
  );
});

test.each([
  { HttpError: 'Bad Request' },
  { '00100010': { Value: ['x'] } },
  { '00100010': { vr: 'pn' } },
  { '0010001': { vr: 'PN' } },
  { '00100010': { vr: 'PN', Value: [true] } },
  [],
  null,
])('%j is no data set', (value) => {
  expect(DicomJson.safeParse(value).success).toBe(false);
});

test('values are read by tag', () => {
  const value = DicomJson.parse({
    '00080005': { vr: 'CS', Value: [null, 'ISO 2022 IR 87'] },
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'A^B', Phonetic: 'c' }] },
    '00280010': { vr: 'US', Value: [64] },
    '00081199': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2'] } }, {}] },
    '00081198': { vr: 'SQ' },
  });
  expect(strings(value, '00080005')).toEqual(['ISO 2022 IR 87']);
  expect(personName(value, '00100010')).toBe('A^B==c');
  expect([string(value, '00280010'), string(value, '00200010')]).toEqual(['64', undefined]);
  expect(items(value, '00081199').map((item) => string(item, '00081155'))).toEqual(['1.2', undefined]);
  expect([items(value, '00081198'), items(value, '00100010')]).toEqual([[], []]);
});
