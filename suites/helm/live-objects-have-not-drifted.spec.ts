import { parseAllDocuments } from 'yaml';
import { expect, test } from '../../fixtures/test.ts';
import { differences, type Difference } from '../../helpers/helm/drift.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { KubeObject, nameOf, readObject, refOf } from '../../helpers/kube/objects.ts';

/** As Kubernetes reads YAML: 0440 is octal. */
const yaml11 = { version: '1.1' } as const;

test.use({ requires: ['helm'] });

test(
  "every object of the release is in the cluster as the release's manifest declares it",
  { tag: ['@core'] },
  async ({ releases, cluster }) => {
    const [{ name, version, namespace, manifest }] = await releases();
    const declared = parseAllDocuments(manifest, yaml11).flatMap((document) => {
      const object: unknown = document.toJS();
      return object === null ? [] : [inNamespace(KubeObject.parse(object), namespace)];
    });
    expect(declared.length, `objects in the manifest of release ${name}`).toBeGreaterThan(0);
    const drift = await Promise.all(declared.map((object) => driftOf(cluster, object)));
    expect(
      drift.flat(),
      `fields of ${declared.length} objects that are not as revision ${version} of release ${name} declares them. ` +
        'Next: make the change in the values, or take it back with helm upgrade',
    ).toEqual([]);
  },
);

/** Manifests leave out the release's own namespace. */
function inNamespace(object: KubeObject, namespace: string): KubeObject {
  return { ...object, metadata: { namespace, ...object.metadata } };
}

async function driftOf(cluster: Cluster, object: KubeObject): Promise<string[]> {
  const live = await readObject(cluster, refOf(object));
  if (!live) return [`${nameOf(refOf(object))} is gone`];
  // What has no namespace has none on the server either.
  const { namespace: _namespace, ...metadata } = object.metadata;
  return differences({ ...object, metadata }, live).map((one) => describe(object, one));
}

/** Values of Secrets are in no message. */
function describe(object: KubeObject, { path, declared, live }: Difference): string {
  const where = `${nameOf(refOf(object))}: ${path}`;
  if (object.kind === 'Secret') return `${where} is another value than declared`;
  return `${where}: declared ${show(declared)}, live ${show(live)}`;
}

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
