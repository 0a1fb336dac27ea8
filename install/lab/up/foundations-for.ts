import { ConfigError } from '../../../helpers/model/errors.ts';
import type { ImageSource } from '../../../helpers/model/deployment.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { containerRegistryAnswers } from '../doctor/registries.ts';
import { imageNames, type Installer } from '../installer.ts';
import { stockNode } from '../versions.ts';
import { bundleFoundations } from './bundle-steps.ts';
import type { Foundations } from './foundations.ts';
import { requireBuildable } from './kubernetes.ts';
import type { UpOptions } from './outcome.ts';
import { preflight } from './preflight.ts';
import { registryFoundations } from './registry-steps.ts';
import { sourceFoundations } from './source-steps.ts';

export interface ChosenFoundations {
  readonly foundations: Foundations;
  readonly images: ImageSource;
}

/** Chooses where images come from, by what was asked for and what can be reached. */
export async function foundationsFor(
  options: UpOptions,
  installer: Pick<Installer, 'images' | 'registryImages'>,
  print: (line: string) => void,
): Promise<ChosenFoundations> {
  if (options.bundle) {
    const bundle = await readBundle(options.bundle, options.approach, print);
    await preflight(options, bundle.images);
    return { foundations: bundleFoundations(bundle), images: bundle.images };
  }
  if (options.mirror && options.images === 'source') {
    throw new ConfigError(
      'Expected --mirror with --images registry or auto, got --images source: a mirror is a registry.',
    );
  }
  const source = await chooseSource(options);
  requireBuildable(options, source);
  await preflight(options, source);
  print(
    source === 'source'
      ? 'Images: built from source.'
      : `Images: from ${options.mirror ?? 'their registries'}.`,
  );
  const foundations =
    source === 'source'
      ? sourceFoundations(installer.images)
      : registryFoundations(
          imageNames(installer, source),
          options.mirror ?? null,
          stockNode(options.kubernetes),
        );
  return { foundations, images: source };
}

async function chooseSource({ images, mirror }: UpOptions): Promise<ImageSource> {
  if (images !== 'auto') return images;
  return mirror || (await containerRegistryAnswers()) ? 'registry' : 'source';
}
