import { parse } from 'yaml';
import { z } from 'zod';
import { expect, test } from '../../fixtures/test.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { runLabels } from '../../helpers/kube/labels.ts';
import { createObject, deleteObject, KubeObject, refOf } from '../../helpers/kube/objects.ts';
import { podState } from '../../helpers/kube/pod-evidence.ts';
import { eventually } from '../../helpers/model/eventually.ts';

test.use({ requires: ['helm'] });

const Hook = z.looseObject({ spec: z.unknown() }).and(KubeObject);

test(
  "the chart's own tests pass, each in a pod as `helm test` makes it",
  { tag: ['@extended', '@intrusive'] },
  async ({ releases, cluster, deployment: { run }, cleanup }) => {
    const [{ name: release, namespace, hooks }] = await releases();
    const tests = (hooks ?? []).filter(({ events }) => events.includes('test'));
    expect(
      tests.map(({ kind }) => kind),
      `tests of release ${release}`,
    ).toContain('Pod');
    const results = await Promise.all(
      tests.map(async ({ name, manifest }) => {
        const { apiVersion, kind, spec } = Hook.parse(parse(manifest, { version: '1.1' }));
        // Under another name, so that the last result of `helm test` stays to be read.
        const metadata = { name: `${name}-${run}`, namespace, labels: { ...runLabels(run) } };
        const pod = KubeObject.parse({ apiVersion, kind, metadata, spec });
        cleanup.add(`pod ${metadata.name}`, () => deleteObject(cluster, refOf(pod), 0));
        await createObject(cluster, pod);
        return { test: name, result: await resultOf(cluster, metadata) };
      }),
    );
    expect(results, `results of the tests of release ${release}`).toEqual(
      tests.map(({ name }) => ({ test: name, result: 'Succeeded' })),
    );
  },
);

/** `Succeeded`, or what the pod wrote before it failed. */
async function resultOf(cluster: Cluster, ref: { namespace: string; name: string }): Promise<string> {
  const ended = await eventually(
    async () => {
      const pod = await cluster.core.readNamespacedPod(ref);
      const phase = pod.status?.phase;
      if (phase !== 'Succeeded' && phase !== 'Failed') throw new Error(podState(pod).join('; '));
      return phase;
    },
    { what: `test pod ${ref.namespace}/${ref.name} to end`, timeout: 'rollout', every: 500 },
  );
  return ended === 'Succeeded' ? ended : `${ended}: ${await cluster.core.readNamespacedPodLog(ref)}`;
}
