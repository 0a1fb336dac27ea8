import { expect, test } from '../../fixtures/test.ts';
import { listKustomizations, listSources } from '../../helpers/flux/objects.ts';

test.use({ requires: ['flux'] });

test(
  'no source and no Kustomization is suspended, and none keeps what was removed',
  { tag: ['@core', '@cluster'] },
  async ({ cluster }) => {
    const [sources, kustomizations] = await Promise.all([listSources(cluster), listKustomizations(cluster)]);
    const all = [...sources, ...kustomizations];
    expect(all.length, 'sources and Kustomizations').toBeGreaterThan(1);
    const suspended = all.filter(({ spec }) => spec.suspend).map(({ metadata }) => metadata.name);
    expect(suspended, 'what is suspended. Next: flux resume').toEqual([]);
    const keeping = kustomizations.filter(({ spec }) => !spec.prune).map(({ metadata }) => metadata.name);
    expect(keeping, 'Kustomizations without pruning').toEqual([]);
  },
);
