import { expect, test } from '../../fixtures/test.ts';
import { system, plugins } from '../../helpers/orthanc/rest.ts';

test(
  'every answering Orthanc has the DICOMweb plugin loaded, and serves DICOMweb with it',
  { tag: ['@core'] },
  async ({ web }) => {
    const [{ DatabaseServerIdentifier: replica }, loaded] = [await system(web), await plugins(web)];
    expect(
      loaded,
      `the plugins of Orthanc ${replica ?? ''} at /plugins. Next: look at \`Plugins\` in its configuration`,
    ).toContain('dicom-web');
    const response = await web.request({ path: '/dicom-web/studies?limit=1' });
    expect(response.status, `the status of ${response.request}`).toBe(200);
  },
);
