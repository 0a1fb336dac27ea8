import { expect, test } from 'vitest';
import { AETitle, newUID, StudyInstanceUID } from './identifiers.ts';

test('new UIDs are valid and unique', () => {
  const uids = Array.from({ length: 100 }, () => StudyInstanceUID.parse(newUID()));
  expect(new Set(uids).size).toBe(100);
});

test.each(['', '1', '1.02', '1..2', '1.2.', 'a.b', `1.${'2'.repeat(64)}`])('"%s" is no UID', (text) => {
  expect(StudyInstanceUID.safeParse(text).success).toBe(false);
});

test.each(['ORTHANC', 'A B', 'a'.repeat(16)])('"%s" is an AE title', (text) => {
  expect(AETitle.parse(text)).toBe(text);
});

test.each(['', '   ', 'A\\B', 'é', 'a'.repeat(17)])('"%s" is no AE title', (text) => {
  expect(AETitle.safeParse(text).success).toBe(false);
});
