import { join } from 'node:path';
import { goBinaries, jaegerBinary } from '../go.ts';
import { jaegerImage } from '../versions.ts';
import type { ImageDefinition } from './definition.ts';

/** Jaeger: collector, storage in memory, and query, in one process. */
export default {
  name: jaegerImage,
  builds: [jaegerBinary],
  layers: async (say) => [
    [
      {
        to: '/go/bin/all-in-one-linux',
        from: join(await goBinaries(jaegerBinary, say), 'all-in-one'),
        mode: 0o755,
      },
      { to: '/tmp', folder: true, mode: 0o1777 },
    ],
  ],
  config: { User: '10001:10001', Env: ['PATH=/go/bin'], Entrypoint: ['/go/bin/all-in-one-linux'] },
} satisfies ImageDefinition;
