import { expect, test } from '../../fixtures/test.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { idleTimeouts } from '../../helpers/mesh/idle-timeouts.ts';

test.use({ requires: ['istio', 'postgres'] });

// Orthanc keeps a connection for its files, and refuses the upload by which it learns that a proxy has ended it: the
// first of the morning.
test(
  'no proxy ends a connection between Orthanc and its database that is idle for a night',
  { tag: ['@core'] },
  async ({ cluster, tenant: { namespace, orthanc, database } }) => {
    const ends = [
      {
        who: 'Orthanc',
        labels: orthanc.podSelector,
        towards: `outbound|${database.port}||${database.service}.${namespace}.`,
      },
      { who: 'PostgreSQL', labels: database.podSelector, towards: `inbound|${database.port}|` },
    ];
    for (const { who, labels, towards } of ends) {
      const pods = await readyPods(cluster, namespace, labels);
      expect(pods.length, `Ready pods of ${who}`).toBeGreaterThan(0);
      await Promise.all(
        pods.map(async (pod) => {
          const all = await idleTimeouts(cluster, pod);
          const own = all.filter((one) => one.cluster.startsWith(towards));
          const what = `how long the proxy of ${pod.name} keeps an idle connection to ${towards} (0s: for ever)`;
          expect([...new Set(own.map(({ timeout }) => timeout))], what).toEqual(['0s']);
        }),
      );
    }
  },
);
