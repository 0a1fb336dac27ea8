import { fluxUnderTest } from '../../fixtures/flux.ts';
import { appliedRevisions, takeInHand, withConfigMap, withResource } from '../../fixtures/publishing.ts';
import { expect, test } from '../../fixtures/test.ts';
import { listKustomizations, whyNotReady } from '../../helpers/flux/objects.ts';
import { readObject } from '../../helpers/kube/objects.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { eventually } from '../../helpers/model/eventually.ts';

test.use({ requires: ['flux'] });
test.setTimeout(900_000);

/** No API server takes it. */
const broken =
  'apiVersion: v1\nkind: Service\nmetadata: { name: korthweb-broken, namespace: monitoring }\nspec: { ports: none }\n';

test(
  'a revision with a broken step is reported, reaches none of the steps behind it, and the next good one heals',
  { tag: ['@core', '@disruptive', '@quiet', '@cluster'] },
  async ({ approach, cluster, deployment: { run } }) => {
    const flux = await fluxUnderTest(approach, cluster);
    const name = `korthweb-${run}`;
    const tenants = approach.tenants.map(({ namespace }) => namespace);
    const state = async () => ({
      revisions: Object.fromEntries(
        Object.entries(await appliedRevisions(cluster)).filter(([id]) =>
          tenants.includes(id.split('/')[0] ?? ''),
        ),
      ),
      pods: (
        await Promise.all(
          approach.tenants.map(({ namespace, orthanc }) =>
            readyPods(cluster, namespace, orthanc.podSelector),
          ),
        )
      ).map((pods) => pods.map((pod) => pod.manifest.metadata?.uid ?? '').toSorted()),
    });
    const before = await state();
    await using source = await takeInHand(cluster, flux);
    const digest = await source.publish(
      withConfigMap(withResource(source.files, 'observability', 'broken.yaml', broken), 'application', name),
    );
    const reported = async (): Promise<string> => {
      const step = (await listKustomizations(cluster)).find(
        ({ metadata }) => metadata.name === 'observability',
      );
      if (!step?.status.lastAttemptedRevision.endsWith(digest))
        throw new Error('it has not tried the revision yet');
      const why = whyNotReady(step);
      if (why === null || why.startsWith('Progressing') || why.startsWith('DependencyNotReady'))
        throw new Error(why ?? 'it is Ready');
      return why;
    };
    const what = 'Kustomization observability to report the broken revision';
    expect(await eventually(reported, { what, timeout: 'reconciled' }), 'what Flux says of it').toMatch(
      /korthweb-broken/,
    );
    expect(
      await state(),
      "the tenants' revisions and pods, beside a step before theirs that is broken",
    ).toEqual(before);
    for (const namespace of tenants)
      expect(
        await readObject(cluster, { apiVersion: 'v1', kind: 'ConfigMap', namespace, name }),
        `ConfigMap ${namespace}/${name} of the broken revision`,
      ).toBeUndefined();
    await source.restore();
    expect(await state(), "the tenants' revisions and pods after the next good revision").toEqual(before);
  },
);
