import { probeImage } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

/** What probe pods run: socat, to open connections from where the pod is. */
export default {
  name: probeImage,
  debian: { packages: ['socat'] },
  config: { User: '65532:65532', Env: [standardPath], Cmd: ['sleep', 'infinity'] },
} satisfies ImageDefinition;
