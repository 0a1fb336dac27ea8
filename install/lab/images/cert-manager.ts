import { join } from 'node:path';
import { certManagerBinaries, goBinaries } from '../go.ts';
import { certManagerImage } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

/** A component of cert-manager: one binary, under the path that the official image starts. */
const component = (name: keyof typeof certManagerBinaries.packages): ImageDefinition => ({
  name: certManagerImage(name),
  builds: [certManagerBinaries],
  debian: { packages: ['ca-certificates'] },
  layers: async (say) => [
    [
      {
        to: `/app/cmd/${name}/${name}`,
        from: join(await goBinaries(certManagerBinaries, say), name),
        mode: 0o755,
      },
    ],
  ],
  config: { User: '1000:1000', Env: [standardPath], Entrypoint: [`/app/cmd/${name}/${name}`] },
});

/** cert-manager's controller, its webhook, and what gives the webhook its CA. */
export const certManager: readonly ImageDefinition[] = ['controller', 'webhook', 'cainjector'].map(component);
