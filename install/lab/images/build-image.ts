import { baseRoot, debianLayer, debianRoot } from '../debian.ts';
import type { Blob } from '../oci/blob.ts';
import { makeImage, type BuiltImage } from '../oci/image.ts';
import { layerOfFiles, layerOfFolder } from '../oci/layer.ts';
import type { Say } from '../steps/step.ts';
import type { ImageDefinition } from './definition.ts';

/** Makes an image as defined, from what the cache has and the package registries give. */
export async function buildImage(definition: ImageDefinition, say: Say): Promise<BuiltImage> {
  const layers: Blob[] = [];
  const shortName = definition.name.replaceAll(/[^\w.-]+/g, '-');
  if (definition.debian) {
    layers.push(await layerOfFolder(await debianRoot(baseRoot, say)));
    layers.push(await layerOfFolder(await debianLayer(shortName, definition.debian, say)));
  }
  for (const files of (await definition.layers?.(say)) ?? []) layers.push(await layerOfFiles(files));
  return await makeImage(definition.name, layers, definition.config);
}
