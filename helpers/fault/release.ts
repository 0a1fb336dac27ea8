import { encodeRelease, releaseHistory, type Release } from '../helm/release.ts';
import type { KubeObject, ObjectRef } from '../kube/objects.ts';
import { SetupError } from '../model/errors.ts';
import type { Change, FaultContext } from './define.ts';

const secretName = ({ name, version }: Release): string => `sh.helm.release.v1.${name}.v${version}`;

/** The newest revision of the release that the tenant's Orthanc belongs to. @throws {SetupError} */
export async function newestRelease({ cluster, tenant }: FaultContext): Promise<Release> {
  const { namespace, orthanc } = tenant;
  const { metadata } = await cluster.apps.readNamespacedDeployment({ namespace, name: orthanc.deployment });
  const name = metadata?.annotations?.['meta.helm.sh/release-name'];
  if (!name)
    throw new SetupError(`Expected Deployment ${namespace}/${orthanc.deployment} to be of a Helm release`);
  return (await releaseHistory(cluster, { namespace, name }))[0];
}

/** Changes what Helm keeps of a revision. */
export function rewriteRelease(release: Release, change: Partial<Release>): Change {
  const { namespace } = release;
  const ref: ObjectRef = { apiVersion: 'v1', kind: 'Secret', namespace, name: secretName(release) };
  return { patch: ref, with: { data: { release: encodeRelease({ ...release, ...change }) } } };
}

/** A further revision, as Helm leaves it behind when it is ended in the middle of an upgrade. */
export function unfinishedRevision(release: Release): KubeObject {
  const status = 'pending-upgrade';
  const next = { ...release, version: release.version + 1, info: { ...release.info, status } };
  const labels = { name: release.name, owner: 'helm', status, version: String(next.version) };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: release.namespace, name: secretName(next), labels },
    type: 'helm.sh/release.v1',
    data: { release: encodeRelease(next) },
  };
}
