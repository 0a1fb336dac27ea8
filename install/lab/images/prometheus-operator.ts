import { join } from 'node:path';
import { goBinaries, prometheusOperatorBinaries } from '../go.ts';
import { prometheusOperatorImages } from '../versions.ts';
import type { ImageDefinition } from './definition.ts';

const program = (name: string, binary: string): ImageDefinition => ({
  name,
  builds: [prometheusOperatorBinaries],
  layers: async (say) => [
    [
      {
        to: `/bin/${binary}`,
        from: join(await goBinaries(prometheusOperatorBinaries, say), binary),
        mode: 0o755,
      },
    ],
  ],
  config: { User: '65534:65534', Env: ['PATH=/bin'], Entrypoint: [`/bin/${binary}`] },
});

/** What makes a Prometheus of the custom resources, and what tells it of a new configuration. */
export const prometheusOperator: readonly ImageDefinition[] = [
  program(prometheusOperatorImages.operator, 'operator'),
  program(prometheusOperatorImages.reloader, 'prometheus-config-reloader'),
];
