import { expect, test } from 'vitest';
import { isOwnAnswer } from './own-answers.ts';

const challenge =
  'HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm="Orthanc Secure Area"\r\ncontent-length: 0\r\n\r\n';

test.each([
  ['HTTP', challenge, true],
  ['HTTP', 'HTTP/1.1 200 OK\r\n\r\n{ "DicomAet" : "ORTHANC" }', true],
  ['HTTP', 'HTTP/1.1 404 Not Found\r\n\r\n', false],
  ['DICOM', '\x02\0\0\0\0\x10', true],
  ['DICOM', '\x15\x03\x01\0\x02\x02\x46', false],
  ['PostgreSQL', 'N', true],
  ['PostgreSQL', 'HTTP/1.1 400 Bad Request', false],
  ['PostgreSQL', '', false],
] as const)('%s: %j', (protocol, answer, own) => {
  expect(isOwnAnswer[protocol](Buffer.from(answer, 'latin1'))).toBe(own);
});
