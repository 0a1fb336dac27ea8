import { expectedOrder, fluxUnderTest } from '../../fixtures/flux.ts';
import { expect, test } from '../../fixtures/test.ts';
import { appliedObjects } from '../../helpers/flux/inventory.ts';
import { listKustomizations, type Kustomization } from '../../helpers/flux/objects.ts';
import { readObject } from '../../helpers/kube/objects.ts';

test.use({ requires: ['flux'] });

test(
  'each step names the one that it waits for, and waits until all of its own is Ready',
  { tag: ['@core', '@cluster'] },
  async ({ approach, cluster }) => {
    const flux = await fluxUnderTest(approach, cluster);
    const kustomizations = await listKustomizations(cluster);
    const dependencies = Object.fromEntries(kustomizations.map((each) => [idOf(each), waitsFor(each)]));
    expect(dependencies, 'which Kustomization waits for which').toEqual(expectedOrder(approach, flux));
    const heedless = kustomizations
      .filter((each) => !each.spec.wait && idOf(each) !== `${flux.root.namespace}/${flux.root.name}`)
      .map(idOf);
    expect(heedless, 'Kustomizations that do not wait for what they apply').toEqual([]);
  },
);

test(
  'no workload of a step is older than those of the step that it waits for [made]',
  { tag: ['@core', '@cluster'] },
  async ({ cluster }) => {
    const kustomizations = await listKustomizations(cluster);
    const made = new Map<string, { first: number; last: number }>();
    for (const kustomization of kustomizations) {
      const workloads = appliedObjects(kustomization).filter(({ kind }) =>
        /^(Deployment|StatefulSet)$/.test(kind),
      );
      const objects = await Promise.all(workloads.map((ref) => readObject(cluster, ref)));
      const times = objects.map((object) => Date.parse(String(object?.metadata['creationTimestamp'])));
      if (times.length > 0)
        made.set(idOf(kustomization), { first: Math.min(...times), last: Math.max(...times) });
    }
    const pairs = kustomizations.flatMap((each) =>
      waitsFor(each).map((before) => [before, idOf(each)] as const),
    );
    expect(pairs.length, 'steps that wait for another').toBeGreaterThan(0);
    const early = pairs.flatMap(([before, after]) => {
      const [one, other] = [made.get(before), made.get(after)];
      return one && other && other.first < one.last ? [`${after} was begun before ${before} was done`] : [];
    });
    expect(early, 'steps that did not wait').toEqual([]);
  },
);

const idOf = ({ metadata: { namespace, name } }: Kustomization): string => `${namespace}/${name}`;

const waitsFor = ({ metadata, spec }: Kustomization): string[] =>
  spec.dependsOn.map(({ namespace = metadata.namespace, name }) => `${namespace}/${name}`);
