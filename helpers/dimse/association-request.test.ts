import { expect, test } from 'vitest';
import { AETitle } from '../dicom/identifiers.ts';
import { associationRequest } from './association-request.ts';

const asked = { calling: AETitle.parse('KORTHWEB'), called: AETitle.parse('ORTHANC') };

test('a request says its own length, also with padding', () => {
  const plain = associationRequest(asked);
  const padded = associationRequest({ ...asked, padding: 1000 });
  expect(padded.length - plain.length).toBe(1004);
  for (const request of [plain, padded]) expect(request.readUInt32BE(2)).toBe(request.length - 6);
});
