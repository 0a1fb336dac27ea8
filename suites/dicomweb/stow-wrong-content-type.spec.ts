import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { expect, test } from '../../fixtures/test.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

const types = ['application/dicom', 'application/json', 'image/png'] as const;

for (const type of types) {
  test(
    `STOW-RS answers 415 to a body that is not multipart, and stores nothing [${type.replace('/', '-')}]`,
    { tag: ['@core'] },
    async ({ web, cleanup }) => {
      const { bytes, facts } = makeInstance();
      cleanup.study(facts.studyInstanceUID);
      const headers = { 'content-type': type, accept: 'application/dicom+json' };
      const request = { method: 'POST', path: '/dicom-web/studies', headers, body: bytes } as const;
      const response = await web.request(request);
      expect(response.status, `the status of ${response.request} with Content-Type ${type}`).toBe(415);
      expect(await lookup(web, facts.sopInstanceUID), 'what was stored all the same').toEqual([]);
    },
  );
}
