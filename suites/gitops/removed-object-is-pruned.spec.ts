import { fluxUnderTest } from '../../fixtures/flux.ts';
import { takeInHand, withConfigMap } from '../../fixtures/publishing.ts';
import { expect, test } from '../../fixtures/test.ts';
import { untilReconciled } from '../../helpers/flux/reconcile.ts';
import { deleteObject, readObject } from '../../helpers/kube/objects.ts';

test.use({ requires: ['flux'] });
test.setTimeout(900_000);

test(
  'what is added to the source comes to every tenant, and what is removed from it goes',
  { tag: ['@core', '@disruptive', '@quiet', '@cluster'] },
  async ({ approach, cleanup, cluster, deployment: { run } }) => {
    const flux = await fluxUnderTest(approach, cluster);
    const name = `korthweb-${run}`;
    const refs = approach.tenants.map(({ namespace }) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name,
    }));
    for (const ref of refs)
      cleanup.add(`ConfigMap ${ref.namespace}/${name}, where Flux has not removed it`, async () => {
        await deleteObject(cluster, ref);
      });
    const there = async (): Promise<string[]> => {
      const found = refs.map(async (ref) => ((await readObject(cluster, ref)) ? [ref.namespace] : []));
      return (await Promise.all(found)).flat();
    };
    const everywhere = approach.tenants.map(({ namespace }) => namespace);
    expect(await there(), `namespaces with ConfigMap ${name} before it is published`).toEqual([]);
    await using source = await takeInHand(cluster, flux);
    const digest = await source.publish(withConfigMap(source.files, 'application', name));
    await untilReconciled(cluster, digest);
    expect(await there(), `namespaces with ConfigMap ${name} once it is published`).toEqual(everywhere);
    await source.restore();
    expect(await there(), `namespaces with ConfigMap ${name} after it was removed from the source`).toEqual(
      [],
    );
  },
);
