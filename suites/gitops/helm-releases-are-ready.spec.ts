import { expect, test } from '../../fixtures/test.ts';
import { helmGroup, listHelmReleases, problemsOf } from '../../helpers/flux/helm-releases.ts';

test.use({ requires: ['flux'] });

test(
  'every HelmRelease is Ready at the version of its chart and the generation that are declared',
  { tag: ['@core', '@cluster'] },
  async ({ approach: { features, lacks }, cluster }, info) => {
    const releases = await listHelmReleases(cluster);
    // Whoever has some has them verified, whether the approach speaks of them or not.
    if (!features.includes('helm-releases') && !releases?.length) {
      const found = releases ? 'the cluster has no HelmRelease' : `the cluster has no API ${helmGroup}`;
      const why = [found, lacks['helm-releases'] ?? []].flat().join('; ');
      info.skip(true, `unsupported: feature helm-releases (${why})`);
    }
    expect(releases?.length ?? 0, `HelmReleases of ${helmGroup}`).toBeGreaterThan(0);
    const wrong = (releases ?? []).flatMap((release) => {
      const { namespace, name } = release.metadata;
      return problemsOf(release).map((why) => `HelmRelease ${namespace}/${name}: ${why}`);
    });
    expect(
      wrong,
      `what is amiss with ${releases?.length} HelmReleases. Next: flux get helmreleases -A`,
    ).toEqual([]);
  },
);
