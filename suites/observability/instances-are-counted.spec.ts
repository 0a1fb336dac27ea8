import { expect, test } from '../../fixtures/test.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { statistics } from '../../helpers/orthanc/rest.ts';
import { instances } from '../../helpers/prometheus/proxies.ts';
import { scrapedSince } from '../../helpers/prometheus/scraped-since.ts';

test.use({ requires: ['prometheus'] });

const batch = 5;

test(
  "stored instances move Orthanc's own gauge by just that many",
  { tag: ['@core', '@exclusive'] },
  async ({ cluster, prometheus, tenant: { namespace, orthanc }, upload, web }) => {
    const pods = await readyPods(cluster, namespace, orthanc.podSelector);
    const before = (await statistics(web)).CountInstances;
    await upload({ instances: batch });
    const since = await prometheus.now();
    const labels = instances(pods, orthanc.httpPort);
    const selector = `orthanc_count_instances{${labels}}`;
    const samples = await scrapedSince(prometheus, { selector, labels, targets: pods.length, since });
    // Every replica shows the count of the one database: the sum over replicas would count it twice.
    const after = Math.max(...samples.values().map(({ value }) => value));
    expect(
      after - before,
      `how far the most of ${pods.length} gauges orthanc_count_instances has moved from the ${before} before, after ${batch} more`,
    ).toBe(batch);
  },
);
