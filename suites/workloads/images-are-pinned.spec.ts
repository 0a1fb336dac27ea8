import type { V1ContainerStatus, V1Container } from '@kubernetes/client-node';
import { expect, test } from '../../fixtures/test.ts';
import { isPinned, parseImage } from '../../helpers/kube/image-reference.ts';
import { livePods } from '../../helpers/kube/workloads.ts';

test(
  'every container runs the image that its pod names, by a full version or a digest',
  { tag: ['@core'] },
  async ({ cluster, tenant }) => {
    const pods = await livePods(cluster, tenant);
    expect(pods.length, 'pods of the tenant').toBeGreaterThan(0);
    const wrong = pods.flatMap(({ name, manifest: { spec, status } }) => {
      const declared = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
      const running = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
      return declared.flatMap((container) => {
        const state = running.find((one) => one.name === container.name);
        return problems(container, state).map((what) => `${name}, container ${container.name}: ${what}`);
      });
    });
    expect(wrong, 'images that are not what is declared, or could become others').toEqual([]);
  },
);

function problems({ image = '' }: V1Container, running: V1ContainerStatus | undefined): string[] {
  const declared = parseImage(image);
  const floating = isPinned(declared) ? [] : [`\`${image}\` is no full version, so it may change`];
  if (!running?.imageID) return [...floating, `\`${image}\` has not been resolved to an image`];
  const other = parseImage(running.image);
  const isSame = other.repository === declared.repository && (other.tag ?? declared.tag) === declared.tag;
  const hasDigest = declared.digest === undefined || running.imageID.endsWith(declared.digest);
  return [
    ...floating,
    ...(isSame ? [] : [`\`${image}\` is declared, \`${running.image}\` runs`]),
    ...(hasDigest ? [] : [`\`${declared.digest}\` is declared, \`${running.imageID}\` runs`]),
  ];
}
