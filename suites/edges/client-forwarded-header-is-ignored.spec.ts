import { expect, test } from '../../fixtures/test.ts';
import { DicomJson, string } from '../../helpers/dicomweb/dicom-json.ts';
import { json } from '../../helpers/http/response.ts';
import { z } from 'zod';

test(
  'a client’s own Forwarded headers do not change the URLs in answers',
  { tag: ['@core'] },
  async ({ web, tenant, upload }) => {
    const { studyInstanceUID } = await upload();
    const forged = {
      forwarded: 'host=evil.example.org;proto=http',
      'x-forwarded-host': 'evil.example.org',
      'x-forwarded-proto': 'http',
    };
    const response = await web.request({
      path: `/dicom-web/studies?StudyInstanceUID=${studyInstanceUID}`,
      headers: { accept: 'application/dicom+json', ...forged },
    });
    const [found = {}] = json(response, z.array(DicomJson));
    const { host, port } = tenant.web;
    const url = string(found, '00081190') ?? '';
    expect(
      url && new URL(url).origin,
      `where the Retrieve URL (0008,1190) leads, in the answer to ${JSON.stringify(forged)}`,
    ).toBe(new URL(`https://${host}:${port}`).origin);
  },
);
