import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';

/** One door into each part: Orthanc's own API, DICOMweb and the web application. */
const doors = [
  ['system', '/system'],
  ['dicomweb', '/dicom-web/studies?limit=1'],
  ['explorer', '/app/explorer.html'],
  ['instances', '/instances?limit=1&since=0'],
] as const;

for (const [label, path] of doors) {
  test(
    `without credentials GET ${path} is 401, with the right ones 200 [${label}]`,
    {
      tag: label === 'system' ? ['@smoke', '@core'] : ['@core'],
      annotation: exercisesWebRoute,
    },
    async ({ web, openWeb, denial }) => {
      const anonymous = openWeb({ auth: null });
      await denial({
        what: `GET ${path} without credentials`,
        attempt: () => anonymous.request({ path }),
        expect: httpRefusal(401),
        controls: [
          {
            what: `GET ${path} with the right credentials is 200`,
            attempt: async () => expect((await web.request({ path })).status).toBe(200),
          },
        ],
      });
    },
  );
}
