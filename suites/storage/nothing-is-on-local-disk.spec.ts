import { expect, test } from '../../fixtures/test.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { filesWith } from '../../helpers/kube/search-files.ts';

test.use({ requires: ['postgres'] });

test(
  'no pod of Orthanc keeps a trace of what was sent on its own disk, where it would go with the pod',
  { tag: ['@core'] },
  async ({ cluster, tenant, upload }) => {
    const { instances } = await upload();
    const { sopInstanceUID } = instances[0].facts;
    const pods = await readyPods(cluster, tenant.namespace, tenant.orthanc.podSelector);
    expect(pods.length, `Ready pods of Orthanc in ${tenant.namespace}`).toBeGreaterThan(0);
    const found = await Promise.all(
      pods.map(async (pod) =>
        (await filesWith(cluster, pod, sopInstanceUID)).map((file) => `${pod.name}: ${file}`),
      ),
    );
    expect(
      found.flat(),
      `files on Orthanc's own disk that hold SOP Instance UID ${sopInstanceUID}. Next: look at \`PostgreSQL.EnableIndex\` and \`EnableStorage\``,
    ).toEqual([]);
  },
);
