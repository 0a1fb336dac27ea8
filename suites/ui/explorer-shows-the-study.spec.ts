import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { lookup } from '../../helpers/orthanc/rest.ts';

test(
  'the explorer shows the uploaded study in Chromium, through the ingress',
  { tag: ['@core'], annotation: exercisesWebRoute },
  async ({ web, upload, openPage }, info) => {
    const { studyInstanceUID, patientName, patientID } = await upload({ rows: 256, columns: 256 });
    const [found] = await lookup(web, studyInstanceUID);
    const page = await openPage();

    const response = await page.goto(`/app/explorer.html#study?uuid=${found?.ID ?? ''}`);
    expect(response?.status(), 'the status of /app/explorer.html').toBe(200);
    const study = page.locator('#study');
    await expect(study, 'the explorer’s page of the study').toContainText(patientName);
    await expect(study, 'the explorer’s page of the study').toContainText(patientID);
    const screenshot = await page.screenshot();
    await info.attach('the explorer with the study', { body: screenshot, contentType: 'image/png' });
  },
);
