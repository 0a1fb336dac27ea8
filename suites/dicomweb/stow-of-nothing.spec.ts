import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { encodeMultipart } from '../../helpers/dicomweb/multipart.ts';
import { readStowResponse } from '../../helpers/dicomweb/stow.ts';

const { contentType, body } = encodeMultipart([], 'application/dicom');
const bodies = [
  ['empty-body', ''],
  ['no-parts', body],
] as const;

for (const [label, sent] of bodies) {
  test(
    `STOW-RS of nothing stores nothing, and says 200 [${label}]`,
    {
      tag: ['@core'],
      annotation: knownDeviation({
        asks: 'for 400 where no instance could be stored due to bad syntax (PS3.18 §10.5.3)',
        does: 'answers 200 and lists nothing as stored',
      }),
    },
    async ({ web }) => {
      const response = await web.request({
        method: 'POST',
        path: '/dicom-web/studies',
        headers: { 'content-type': contentType, accept: 'application/dicom+json' },
        body: sent,
      });
      const { status, stored, failed, retrieveURL } = readStowResponse(response);
      expect({ status, stored, failed, retrieveURL }, 'what STOW-RS answered').toEqual({
        status: 200,
        stored: [],
        failed: [],
        retrieveURL: undefined,
      });
    },
  );
}
