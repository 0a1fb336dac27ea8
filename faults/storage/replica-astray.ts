import type { V1Deployment } from '@kubernetes/client-node';
import { z } from 'zod';
import { defineFault, type FaultContext } from '../../helpers/fault/define.ts';
import { KubeObject } from '../../helpers/kube/objects.ts';
import { readyPods } from '../../helpers/kube/pods.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { readConfiguration } from '../../helpers/orthanc/copy-pod.ts';

const name = 'korthweb-astray';
const Options = z.looseObject({ PostgreSQL: z.looseObject({}) });

/** A ConfigMap that has index and files on the pod's own disk, and a pod of it that the Service takes for Orthanc's. */
async function strayReplica({ cluster, tenant }: FaultContext): Promise<readonly { create: KubeObject }[]> {
  const { namespace, orthanc } = tenant;
  const { volume, files } = await readConfiguration(cluster, tenant);
  const { PostgreSQL, ...options } = Options.parse(JSON.parse(files['orthanc.json'] ?? '{}'));
  const own = { ...options, PostgreSQL: { ...PostgreSQL, EnableIndex: false, EnableStorage: false } };
  const deployment: V1Deployment = await cluster.apps.readNamespacedDeployment({
    namespace,
    name: orthanc.deployment,
  });
  const { metadata, spec } = structuredClone(deployment.spec?.template ?? {});
  for (const one of spec?.volumes ?? []) if (one.name === volume) one.configMap = { name };
  return [
    {
      create: KubeObject.parse({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace },
        data: { 'orthanc.json': JSON.stringify(own) },
      }),
    },
    {
      create: KubeObject.parse(
        JSON.parse(
          JSON.stringify({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name, namespace, labels: metadata?.labels },
            spec,
          }),
        ),
      ),
    },
  ];
}

export default defineFault({
  title: 'One replica keeps its own index and files, and serves with the others',
  requires: ['postgres'],
  expected: ['storage/replicas-share-everything'],
  change: strayReplica,
  effective: async ({ cluster, tenant }) => {
    const { namespace, orthanc } = tenant;
    await eventually(
      async () => {
        const pods = await readyPods(cluster, namespace, orthanc.podSelector);
        if (!pods.some((pod) => pod.name === name)) throw new Error('not Ready yet');
      },
      { what: `pod ${name} to be Ready`, timeout: 'rollout' },
    );
  },
});
