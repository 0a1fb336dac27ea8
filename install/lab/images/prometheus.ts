import { prometheusImage } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

/** Prometheus, and `promtool`. */
export default {
  name: prometheusImage,
  debian: { packages: ['prometheus'], exclude: ['/usr/share/prometheus/web/*', '/usr/share/javascript/*'] },
  layers: () => Promise.resolve([[{ to: '/prometheus', folder: true as const, mode: 0o755, owner: 65_534 }]]),
  config: { User: '65534:65534', Env: [standardPath], Entrypoint: ['/bin/prometheus'] },
} satisfies ImageDefinition;
