import { expect, test } from '../../fixtures/test.ts';
import { latencyAnnotation } from '../../helpers/model/annotations.ts';
import { percentile } from '../../helpers/prometheus/percentile.ts';

test.use({ requires: ['dicom-tls'] });

/** Of so many, one may be late. */
const samples = 20;

for (const operation of ['STOW', 'QIDO', 'WADO', 'C-ECHO'] as const) {
  test(
    `95 of 100 operations of a client outside end within their objective [${operation}]`,
    // Others' load is not what the objective is about.
    { tag: ['@core', '@exclusive'] },
    async ({ approach: { objectives }, perform }, info) => {
      const took = await perform(operation, samples);
      const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)];
      info.annotations.push(latencyAnnotation(`${operation} by a client outside, p50`, p50));
      info.annotations.push(latencyAnnotation(`${operation} by a client outside, p95`, p95));
      expect(
        Math.round(p95),
        `p95 of ${samples} × ${operation} in ms (half took up to ${Math.round(p50)}). Next: look at the load of ` +
          "Orthanc and its database, and at what the gateway adds; objectives are the profile's to set",
      ).toBeLessThanOrEqual(objectives[operation]);
    },
  );
}
