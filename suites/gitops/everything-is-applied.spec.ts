import { expectedOrder, fluxUnderTest } from '../../fixtures/flux.ts';
import { expect, test } from '../../fixtures/test.ts';
import { idOf, listKustomizations, whyNotReady, type Kustomization } from '../../helpers/flux/objects.ts';

test.use({ requires: ['flux'] });

test(
  'every Kustomization that there must be is Ready at the published digest and its newest generation',
  { tag: ['@smoke', '@core', '@cluster'] },
  async ({ approach, cluster }) => {
    const flux = await fluxUnderTest(approach, cluster);
    const found = new Map((await listKustomizations(cluster)).map((each) => [idOf(each), each]));
    const expected = Object.keys(expectedOrder(approach, flux));
    expect([...found.keys()].toSorted(), 'the Kustomizations of the cluster').toEqual(expected.toSorted());
    const revision = `${flux.published.tag}@${flux.published.digest}`;
    const behind = expected.flatMap((id) => {
      const kustomization = found.get(id);
      return kustomization ? problemsOf(kustomization, revision).map((why) => `${id}: ${why}`) : [];
    });
    expect(behind, `what is amiss with ${expected.length} Kustomizations, at ${revision}`).toEqual([]);
  },
);

function problemsOf(kustomization: Kustomization, revision: string): string[] {
  const { lastAppliedRevision, lastAttemptedRevision, inventory } = kustomization.status;
  const ready = whyNotReady(kustomization);
  return [
    ...(ready === null ? [] : [ready]),
    ...(lastAppliedRevision === revision ? [] : [`it has applied ${lastAppliedRevision || 'nothing'}`]),
    ...(lastAttemptedRevision === revision
      ? []
      : [`it has last tried ${lastAttemptedRevision || 'nothing'}`]),
    ...(inventory?.entries.length ? [] : ['its inventory is empty']),
  ];
}
