import { expect, test } from '../../fixtures/test.ts';
import { replacePods } from '../../helpers/kube/replace-pods.ts';
import { orthancWorkload } from '../../helpers/kube/tenant-workloads.ts';
import { timeouts } from '../../helpers/model/timeouts.ts';

test.use({ requires: ['postgres', 'dicom-tls'] });

/** Of each way, before the pods go, and again after: fewer prove little. */
const enough = 5;

test(
  'of the uploads that were acknowledged while all pods of Orthanc were replaced, none is lost',
  { tag: ['@core', '@disruptive'] },
  async ({ cluster, ledger, tenant }) => {
    test.setTimeout(2 * timeouts.rollout);
    await using uploads = ledger.start();
    await uploads.acknowledge(enough);
    await replacePods(cluster, orthancWorkload({ tenant }), tenant.orthanc.podSelector);
    await uploads.acknowledge(enough);
    const journal = await uploads.stop();
    const differences = await ledger.differences(journal, { backup: true });
    const { acknowledged, refused } = journal;
    expect(
      differences.slice(0, 5),
      `what is missing or altered of ${acknowledged.length} acknowledged uploads (${differences.length} findings, the first five here; ${refused.length} uploads were not acknowledged)`,
    ).toEqual([]);
  },
);
