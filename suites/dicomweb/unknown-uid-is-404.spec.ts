import { newUID } from '../../helpers/dicom/identifiers.ts';
import { expect, test } from '../../fixtures/test.ts';

test(
  'WADO-RS answers 404 for what does not exist, at every level and in every form',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload();
    const { seriesInstanceUID } = instances[0].facts;
    const study = `/dicom-web/studies/${studyInstanceUID}`;
    const statuses: Record<string, number> = {};
    for (const [what, path] of [
      ['study', `/dicom-web/studies/${newUID()}`],
      ['its metadata', `/dicom-web/studies/${newUID()}/metadata`],
      ['series of a study that exists', `${study}/series/${newUID()}`],
      ['instance of a series that exists', `${study}/series/${seriesInstanceUID}/instances/${newUID()}`],
      ['its frame', `${study}/series/${seriesInstanceUID}/instances/${newUID()}/frames/1`],
      ['its rendering', `${study}/series/${seriesInstanceUID}/instances/${newUID()}/rendered`],
    ] as const) {
      statuses[what] = (await web.request({ path })).status;
    }
    const expected = Object.fromEntries(Object.keys(statuses).map((what) => [what, 404]));
    expect(statuses, 'the statuses for unknown UIDs').toEqual(expected);
    expect((await web.request({ path: study })).status, 'the status of the study that exists').toBe(200);
  },
);
