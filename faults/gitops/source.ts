import { defineFaults, type Change, type FaultContext } from '../../helpers/fault/define.ts';
import { sourceOf } from '../../helpers/fault/flux.ts';
import { readPublished, type Published } from '../../helpers/flux/published.ts';
import { untilReconciled } from '../../helpers/flux/reconcile.ts';
import type { Cluster } from '../../helpers/kube/client.ts';
import { SetupError } from '../../helpers/model/errors.ts';
import { digestAt, pullFiles, pushFiles } from '../../helpers/oci/registry.ts';

/** A tag that nobody follows. */
const another = 'another';

async function publishedFor(cluster: Cluster): Promise<Published> {
  const published = await readPublished(cluster);
  if (!published) throw new SetupError('Expected the cluster to say what was published for it; it does not');
  return published;
}

/** Publishes the artifact with one more file. */
async function publishAnother({ cluster }: FaultContext): Promise<{ tag: string; digest: string }> {
  const { repository, digest } = await publishedFor(cluster);
  const files = await pullFiles(repository, digest);
  return await pushFiles(repository, another, { ...files, 'README.md': 'Another revision.\n' });
}

const digestOfAnother = async (cluster: Cluster): Promise<string> =>
  await digestAt((await publishedFor(cluster)).repository, another);

/** Kustomizations stay as they are: what is wrong is where they come from. */
const followed = async (
  context: FaultContext,
  ref: (published: { tag: string; digest: string }) => Readonly<Record<string, unknown>>,
): Promise<readonly Change[]> => {
  const published = await publishAnother(context);
  return [{ patch: sourceOf(context), with: { spec: { ref: ref(published) } } }];
};

export default defineFaults([
  {
    variant: 'another tag',
    title: 'The source follows another tag than the one that was published',
    requires: ['flux'],
    expected: ['gitops/sources-are-at-the-published-digest'],
    change: (context) => followed(context, ({ tag }) => ({ tag })),
  },
  {
    variant: 'another revision',
    title: 'The source is pinned to another revision, and Flux applies that',
    requires: ['flux'],
    reconciled: true,
    expected: ['gitops/everything-is-applied'],
    change: (context) => followed(context, ({ digest }) => ({ digest, tag: null })),
    effective: async ({ cluster }) => untilReconciled(cluster, await digestOfAnother(cluster)),
  },
  {
    variant: 'no such tag',
    title: 'The source follows a tag that is not there',
    requires: ['flux'],
    expected: ['gitops/sources-are-at-the-published-digest'],
    change: (context) => followed(context, () => ({ tag: 'nowhere' })),
  },
]);
