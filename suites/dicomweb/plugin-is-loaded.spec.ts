import { expect, test } from '../../fixtures/test.ts';
import { plugins } from '../../helpers/orthanc/rest.ts';

test(
  'every replica has the DICOMweb plugin loaded, and serves DICOMweb with it',
  { tag: ['@core'] },
  async ({ openReplicas }) => {
    for (const { name, http } of await openReplicas()) {
      expect(
        await plugins(http),
        `the plugins of ${name} at /plugins. Next: look at \`Plugins\` in its configuration`,
      ).toContain('dicom-web');
      const response = await http.request({ path: '/dicom-web/studies?limit=1' });
      expect(response.status, `the status of ${response.request}, asked of ${name}`).toBe(200);
    }
  },
);
