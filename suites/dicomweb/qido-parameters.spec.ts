import { expect, test } from '../../fixtures/test.ts';

/** PS3.18 §8.3: what is unknown is ignored, what is known and invalid is refused. */
const cases = [
  ['unknown', 'KorthwebUnknown=1', 200],
  ['limit-not-a-number', 'limit=many', 400],
  ['offset-not-a-number', 'offset=some', 400],
] as const;

for (const [label, parameter, expected] of cases) {
  test(
    `QIDO-RS answers ${expected} to the parameter ${parameter} [${label}]`,
    { tag: ['@extended'] },
    async ({ web, upload }) => {
      const { studyInstanceUID } = await upload();
      const path = `/dicom-web/studies?StudyInstanceUID=${studyInstanceUID}&${parameter}`;
      const response = await web.request({ path, headers: { accept: 'application/dicom+json' } });
      expect(response.status, `the status of ${response.request}`).toBe(expected);
      if (expected !== 200) return;
      expect(JSON.parse(response.body.toString('utf8')), 'the studies found all the same').toHaveLength(1);
    },
  );
}
