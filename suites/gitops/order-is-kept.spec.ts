import { expectedOrder, fluxUnderTest } from '../../fixtures/flux.ts';
import { expect, test } from '../../fixtures/test.ts';
import { idOf, listKustomizations, type Kustomization } from '../../helpers/flux/objects.ts';

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

const waitsFor = ({ metadata, spec }: Kustomization): string[] =>
  spec.dependsOn.map(({ namespace = metadata.namespace, name }) => `${namespace}/${name}`);
