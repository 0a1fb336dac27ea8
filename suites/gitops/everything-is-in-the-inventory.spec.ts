import { expect, test } from '../../fixtures/test.ts';
import { appliedObjects } from '../../helpers/flux/inventory.ts';
import { listKustomizations } from '../../helpers/flux/objects.ts';
import { listObjects } from '../../helpers/kube/list-objects.ts';
import { runLabel } from '../../helpers/kube/labels.ts';
import { nameOf, type KubeObject } from '../../helpers/kube/objects.ts';

test.use({ requires: ['flux'] });

/** What Kubernetes, the mesh and cert-manager put into every namespace of theirs. */
const generated: readonly RegExp[] = [
  /^ConfigMap \S+\/(kube-root-ca\.crt|istio-ca-root-cert|istio-ca-crl)$/,
  /^ServiceAccount \S+\/default$/,
  /^PersistentVolumeClaim \S+\/data-postgres-\d+$/,
  /^(Endpoints|Event|Lease|PodMetrics) /,
];

test(
  "nothing is in the tenant's namespace that Flux has not put there",
  { tag: ['@core'] },
  async ({ cluster, tenant: { namespace, orthanc, database, managedCertificates } }) => {
    const inventory = new Set(
      (await listKustomizations(cluster)).flatMap((each) => appliedObjects(each).map(nameOf)),
    );
    expect(inventory.size, "objects in Flux's inventories").toBeGreaterThan(0);
    const secrets = [
      orthanc.credentials.secret,
      database.credentials.secret,
      ...managedCertificates.map(({ secret }) => secret),
    ].map((name) => nameOf({ kind: 'Secret', namespace, name }));
    const found = await listObjects(cluster, namespace);
    expect(found.length, `objects in ${namespace}`).toBeGreaterThan(0);
    const orphans = found
      .filter(({ metadata }) => !owned(metadata) && metadata.labels?.[runLabel] === undefined)
      .map(({ kind, metadata }) => nameOf({ kind, namespace, name: metadata.name }))
      .filter((name) => !inventory.has(name) && !secrets.includes(name))
      .filter((name) => !generated.some((pattern) => pattern.test(name)));
    expect([...new Set(orphans)], `objects in ${namespace} that are in no inventory of Flux's`).toEqual([]);
  },
);

const owned = (metadata: KubeObject['metadata']): boolean => metadata['ownerReferences'] !== undefined;
