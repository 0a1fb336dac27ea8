import type { Cluster } from '../kube/client.ts';
import { digestAt, moveTag } from '../oci/registry.ts';
import { readPublished, type Published } from './published.ts';
import { requestSources, untilReconciled } from './reconcile.ts';

/** Moves the tag back to what was published for the cluster, and waits until all of that is applied again. */
export async function restorePublished(
  cluster: Cluster,
  { repository, tag, digest }: Published,
): Promise<void> {
  await moveTag(repository, tag, digest);
  await requestSources(cluster);
  await untilReconciled(cluster, digest);
}

/**
 * Puts back what a killed run has published in the place of what `up` did; resolves to its tag, or to undefined where
 * the tag is as it was left, or nobody has said what was published.
 */
export async function restoreMovedTag(cluster: Cluster): Promise<string | undefined> {
  const published = await readPublished(cluster);
  if (!published) return undefined;
  const { repository, tag, digest } = published;
  if ((await digestAt(repository, tag)) === digest) return undefined;
  await restorePublished(cluster, published);
  return `${repository.name}:${tag}`;
}
