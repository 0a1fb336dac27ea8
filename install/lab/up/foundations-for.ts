import type { ImageSource } from '../../../helpers/model/deployment.ts';
import type { ImageDefinition } from '../images/definition.ts';
import type { Mirror } from '../registry-mirror.ts';
import type { Foundations } from './foundations.ts';
import type { UpOptions } from './outcome.ts';
import { sourceFoundations } from './source-steps.ts';

export interface ChosenFoundations {
  readonly foundations: Foundations;
  readonly images: ImageSource;
  readonly mirror: Mirror | null;
}

/** Chooses where images come from, by what was asked for and what can be reached. */
export async function foundationsFor(
  options: UpOptions,
  images: readonly ImageDefinition[],
  print: (line: string) => void,
): Promise<ChosenFoundations> {
  print('Images: built from source.');
  return await Promise.resolve({
    foundations: sourceFoundations(images, options.yes),
    images: 'source',
    mirror: null,
  });
}
