import { makeInstance } from '../../fixtures/data/make-instance.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { expect, knownDeviation, test } from '../../fixtures/test.ts';
import { resourcePath } from '../../helpers/dicomweb/paths.ts';
import { retrieve } from '../../helpers/dicomweb/wado.ts';

test(
  'the same UIDs under another patient ID are kept apart, both to be had under the study no more',
  {
    tag: ['@extended'],
    annotation: knownDeviation({
      asks: 'for one instance to a SOP Instance UID, and a failure for the second (PS3.5 §9, PS3.18 §10.5.3)',
      does: 'stores both, and answers 404 "Multiple …" to whoever retrieves them',
    }),
  },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload();
    const { seriesInstanceUID, sopInstanceUID } = instances[0].facts;
    const uids = { studyInstanceUID, seriesInstanceUID, sopInstanceUID };
    expect(await retrieve(web, uids), 'instances of the UID, before').toHaveLength(1);

    const { status, failed } = await storeAsModality(web, [makeInstance(uids).bytes]);
    expect({ status, failed }, 'what STOW-RS answered to the second').toEqual({ status: 200, failed: [] });
    const response = await web.request({ path: resourcePath(uids) });
    expect(response.status, `the status of ${response.request}`).toBe(404);
    expect(response.body.toString('utf8'), 'its reason').toContain('Multiple Instance found');
  },
);
