import { expect, test } from '../../fixtures/test.ts';
import { matches } from '../../helpers/kube/labels.ts';
import { runLabel } from '../../helpers/kube/labels.ts';
import { readyPods, type Pod } from '../../helpers/kube/pods.ts';
import { gatewayPods, istiodPods } from '../../helpers/mesh/istio-pods.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { explain } from '../../helpers/model/errors.ts';
import type { Target } from '../../helpers/prometheus/client.ts';
import { seconds } from '../../helpers/prometheus/duration.ts';
import { statisticsPort } from '../../helpers/prometheus/proxies.ts';

test.use({ requires: ['prometheus', 'istio'] });

/** How old a scrape may be, in intervals of its target. */
const intervals = 3;

test(
  'Prometheus scrapes every pod of Orthanc, every proxy of the tenant and istiod, lately and without an error',
  { tag: ['@smoke', '@core'] },
  async ({ cluster, mesh, prometheus, tenant }) => {
    const { namespace, orthanc } = tenant;
    const [pods, gateways, istiod] = await Promise.all([
      readyPods(cluster, namespace),
      gatewayPods(cluster, mesh),
      istiodPods(cluster, mesh),
    ]);
    const own = pods.filter(({ manifest }) => manifest.metadata?.labels?.[runLabel] === undefined);
    const ofOrthanc = own.filter(({ manifest }) => matches(manifest.metadata?.labels, orthanc.podSelector));
    const wanted = [
      ...ofOrthanc.map((pod) => ({ pod, port: orthanc.httpPort, what: "Orthanc's own metrics" })),
      ...[...own, ...gateways].map((pod) => ({ pod, port: statisticsPort, what: "the proxy's statistics" })),
      ...istiod.map((pod) => ({ pod, port: 15_014, what: "istiod's metrics" })),
    ];
    expect(ofOrthanc.length, `Ready pods of Orthanc in ${namespace}`).toBeGreaterThan(0);
    const problems = async (): Promise<string[]> => {
      const targets = await prometheus.targets();
      return wanted.flatMap(({ pod, port, what }) => {
        const found = targets.filter((target) => isAt(target, pod, port));
        if (found.length === 0)
          return [`${pod.name}: nothing scrapes ${what} (${pod.ip}:${port}); ${nearest(targets, pod)}`];
        return found.flatMap((target) => wrongWith(target).map((why) => `${pod.name}, ${what}: ${why}`));
      });
    };
    // A pod that is new is found within an interval or two.
    const found = await eventually(
      async () => {
        const now = await problems();
        if (now.length > 0) throw new Error(now.join('; '));
        return 'all are up';
      },
      { what: 'every target to be up', timeout: 'visible', every: 1000 },
    ).catch(explain);
    expect(found, `${wanted.length} targets that there should be`).toBe('all are up');
  },
);

const isAt = ({ scrapeUrl }: Target, { ip }: Pod, port: number): boolean =>
  new URL(scrapeUrl).host === `${ip}:${port}`;

/** What is scraped of a pod instead, or else of the whole cluster. */
function nearest(targets: readonly Target[], { ip }: Pod): string {
  const own = targets.filter(({ scrapeUrl }) => new URL(scrapeUrl).hostname === ip);
  const shown = (own.length > 0 ? own : targets).slice(0, 3);
  const states = shown.map(({ scrapeUrl, health, lastError }) =>
    `${scrapeUrl}: ${health} ${lastError}`.trim(),
  );
  return `${own.length > 0 ? 'of this pod there is' : 'there is'} ${states.join(', ') || 'no target at all'}`;
}

function wrongWith({ health, lastError, lastScrape, scrapeInterval }: Target): string[] {
  if (health !== 'up') return [`it is ${health}: ${lastError}`];
  const age = (Date.now() - lastScrape.getTime()) / 1000;
  const limit = intervals * seconds(scrapeInterval);
  return age > limit ? [`its last scrape was ${age.toFixed(0)} s ago, which is over ${limit} s`] : [];
}
