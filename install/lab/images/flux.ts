import { join } from 'node:path';
import { fluxBinaries, goBinaries } from '../go.ts';
import { fluxImages } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

/** A controller of Flux: one binary. */
const controller = (name: string, program: string): ImageDefinition => ({
  name,
  builds: [fluxBinaries],
  debian: { packages: ['ca-certificates'] },
  layers: async (say) => [
    [
      {
        to: `/usr/local/bin/${program}`,
        from: join(await goBinaries(fluxBinaries, say), program),
        mode: 0o755,
      },
    ],
  ],
  config: { User: '65534:65534', Env: [standardPath], Entrypoint: [`/usr/local/bin/${program}`] },
});

/** Flux: source-controller fetches artifacts, kustomize-controller applies them. */
export const flux: readonly ImageDefinition[] = [
  controller(fluxImages.source, 'source-controller'),
  controller(fluxImages.kustomize, 'kustomize-controller'),
];
