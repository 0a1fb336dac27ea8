import type { ImageSource } from '../../../helpers/model/deployment.ts';
import type { Engine } from '../engine/docker.ts';
import { buildImage } from '../images/build-image.ts';
import { imageNames, type Installer } from '../installer.ts';
import { loadIntoNode, type LabCluster } from '../kind.ts';
import { canonicalName } from '../oci/archive.ts';
import { pullImages } from '../pull.ts';
import { loadImages } from '../registry.ts';
import type { Say } from '../steps/step.ts';

export interface NodeImages {
  readonly engine: Engine;
  readonly cluster: LabCluster;
  readonly installer: Installer;
  readonly images: ImageSource;
  readonly say: Say;
}

/** Brings the images into a node that the approach has come to need since the node was made. */
export async function completeImages({ engine, cluster, installer, images, say }: NodeImages): Promise<void> {
  const { stdout } = await engine.docker([
    'exec',
    cluster.node,
    'ctr',
    '--namespace',
    'k8s.io',
    'images',
    'ls',
    '--quiet',
  ]);
  const present = new Set(stdout.split('\n'));
  const missing = imageNames(installer, images).filter((name) => !present.has(canonicalName(name)));
  if (missing.length === 0) return;
  const built = installer.images.filter(({ name }) => missing.includes(name));
  if (images === 'source')
    await loadImages(engine, await Promise.all(built.map((each) => buildImage(each, say))));
  else await pullImages(engine, missing, null, say);
  await loadIntoNode({ engine, cluster, images: missing, say });
}
