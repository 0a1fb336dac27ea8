import { PolicyV1Api, type V1PodDisruptionBudget } from '@kubernetes/client-node';
import { expect, test } from '../../fixtures/test.ts';
import { matches } from '../../helpers/kube/labels.ts';
import { readyPods } from '../../helpers/kube/pods.ts';

test(
  "draining nodes never takes all of Orthanc's pods: a budget keeps some, and allows some to go",
  { tag: ['@core'] },
  async ({ cluster, tenant: { namespace, orthanc } }) => {
    const api = cluster.config.makeApiClient(PolicyV1Api);
    const { items } = await api.listNamespacedPodDisruptionBudget({ namespace });
    const pods = await readyPods(cluster, namespace, orthanc.podSelector);
    expect(pods.length, `Ready pods of Orthanc in ${namespace}`).toBeGreaterThan(0);
    const covering = items.filter((budget) =>
      pods.every(({ manifest }) => selects(budget, manifest.metadata?.labels ?? {})),
    );
    const names = items.map(({ metadata }) => metadata?.name).join(', ') || 'none';
    expect(
      covering.length,
      `PodDisruptionBudgets of ${namespace} that cover the ${pods.length} pods of Orthanc (there: ${names})`,
    ).toBe(1);
    const { metadata, status } = covering[0] ?? {};
    const what = `PodDisruptionBudget ${namespace}/${metadata?.name}`;
    expect(status?.observedGeneration, `generation of ${what} that is enforced`).toBe(metadata?.generation);
    expect(status?.desiredHealthy, `pods that ${what} keeps`).toBeGreaterThanOrEqual(1);
    expect(
      status?.disruptionsAllowed,
      `pods that ${what} lets go now (${status?.currentHealthy} of ${status?.expectedPods} are healthy, ` +
        `${status?.desiredHealthy} must stay). Next: with none, no node can be drained`,
    ).toBeGreaterThanOrEqual(1);
  },
);

function selects({ spec }: V1PodDisruptionBudget, labels: Readonly<Record<string, string>>): boolean {
  const wanted = spec?.selector?.matchLabels ?? {};
  return Object.keys(wanted).length > 0 && matches(labels, wanted);
}
