import { newUID } from '../../helpers/dicom/identifiers.ts';
import { expect, knownDeviation, test } from '../../fixtures/test.ts';

test(
  'QIDO-RS without a match answers 200 with an empty list, at every level',
  {
    tag: ['@core'],
    annotation: knownDeviation({
      asks: 'for 204 No Content (PS3.18 §10.6.3)',
      does: 'answers 200 with `[]`',
    }),
  },
  async ({ web }) => {
    const uid = newUID();
    const answers = [];
    for (const path of [
      `/dicom-web/studies?StudyInstanceUID=${uid}`,
      `/dicom-web/studies/${uid}/series`,
      `/dicom-web/studies/${uid}/instances`,
    ]) {
      const { status, body } = await web.request({ path, headers: { accept: 'application/dicom+json' } });
      answers.push(`${status} ${body.toString('utf8').trim()}`);
    }
    expect(answers, 'the answers for studies, series and instances').toEqual(['200 []', '200 []', '200 []']);
  },
);
