import { join } from 'node:path';
import { goBinaries, registryBinary } from '../go.ts';
import { labImages } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

const configuration = `version: 0.1
storage:
  filesystem:
    rootdirectory: /var/lib/registry
  delete:
    enabled: true
http:
  addr: :5000
`;

/** The lab's own OCI registry. */
export default {
  name: labImages.registry,
  layers: async (say) => [
    [
      { to: '/bin/registry', from: join(await goBinaries(registryBinary, say), 'registry'), mode: 0o755 },
      { to: '/etc/distribution/config.yml', content: configuration, mode: 0o644 },
      { to: '/var/lib/registry', folder: true, mode: 0o755 },
      { to: '/tmp', folder: true, mode: 0o1777 },
    ],
  ],
  config: {
    Entrypoint: ['registry'],
    Cmd: ['serve', '/etc/distribution/config.yml'],
    Env: [`${standardPath}:/bin`],
  },
} satisfies ImageDefinition;
