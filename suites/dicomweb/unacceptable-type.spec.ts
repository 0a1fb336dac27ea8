import { expect, knownDeviation, test } from '../../fixtures/test.ts';

test(
  'WADO-RS answers 400 to a media type that it cannot give',
  {
    tag: ['@core'],
    annotation: knownDeviation({ asks: 'for 406 Not Acceptable (PS3.18 §8.7.5)', does: 'answers 400' }),
  },
  async ({ web, upload }) => {
    const { studyInstanceUID } = await upload();
    const path = `/dicom-web/studies/${studyInstanceUID}`;
    const status = async (accept: string): Promise<number> =>
      (await web.request({ path, headers: { accept } })).status;
    expect(await status('text/plain'), `the status of GET ${path} with Accept: text/plain`).toBe(400);
    const acceptable = 'multipart/related; type="application/dicom"';
    expect(await status(acceptable), `the status with Accept: ${acceptable}`).toBe(200);
  },
);
