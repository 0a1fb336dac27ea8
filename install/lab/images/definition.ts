import type { DebianPackages } from '../debian.ts';
import type { ImageFile } from '../oci/layer.ts';
import type { GoBinaries } from '../go.ts';
import type { ImageConfig } from '../oci/image.ts';
import type { Say } from '../steps/step.ts';

/** How an image is made from package registries alone: `images/<image>.ts` exports one as default. */
export interface ImageDefinition {
  /** The name with tag that manifests and charts have. */
  readonly name: string;
  /** Debian packages on top of the shared base root; absent for an image of its own files alone. */
  readonly debian?: DebianPackages;
  /** Layers of single files above the packages; equal layers of several images are kept once. */
  readonly layers?: (say: Say) => Promise<readonly (readonly ImageFile[])[]>;
  /** What `layers` takes from Go builds: those are made one after the other, before the image. */
  readonly builds?: readonly GoBinaries[];
  readonly config: ImageConfig;
}

export const standardPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
