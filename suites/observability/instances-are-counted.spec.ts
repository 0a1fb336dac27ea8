import { expect, test } from '../../fixtures/test.ts';
import { explain } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { statistics } from '../../helpers/orthanc/rest.ts';

test.use({ requires: ['prometheus'] });

const instances = 5;

test(
  "stored instances move Orthanc's own gauge by just that many",
  { tag: ['@core', '@exclusive'] },
  async ({ prometheus, tenant: { namespace }, upload, web }) => {
    // Every replica shows the count of the one database: the sum over replicas would count it twice.
    const gauge = `max(orthanc_count_instances{namespace="${namespace}"})`;
    const before = (await statistics(web)).CountInstances;
    await upload({ instances });
    const moved = await eventually(
      async () => {
        const [series] = await prometheus.query(gauge);
        if (!series) throw new Error(`${gauge} has no series`);
        if (series.value - before !== instances) throw new Error(`it has moved by ${series.value - before}`);
        return series.value - before;
      },
      { what: `the gauge to move by ${instances}`, timeout: 'scraped', every: 500 },
    ).catch(explain);
    expect(moved, `how far ${gauge} is from the ${before} instances before, after ${instances} more`).toBe(
      instances,
    );
  },
);
