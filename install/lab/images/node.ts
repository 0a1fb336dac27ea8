import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../../../helpers/process/run.ts';
import type { DebianRoot } from '../debian.ts';
import { containerdBinaries, goBinaries, goModuleFiles, kindModule, kubernetesBinary } from '../go.ts';
import type { ImageFile } from '../oci/layer.ts';
import { storageManifest, volumeFolders } from '../storage.ts';
import type { Say } from '../steps/step.ts';
import { debian, kubernetesImages, versions } from '../versions.ts';

/** The node's root: systemd and what kubelet, kube-proxy and CNI call. Unit links as kind's own base image has them. */
export const nodeRoot: DebianRoot = {
  name: 'node',
  release: debian.node,
  packages: [
    'systemd',
    'systemd-sysv',
    'conntrack',
    'iptables',
    'nftables',
    'iproute2',
    'ethtool',
    'mount',
    'kmod',
    'libseccomp2',
    'ca-certificates',
    'curl',
    'jq',
    'procps',
    'crun',
    'dbus',
    'containernetworking-plugins',
    'tcpdump',
  ],
  customize: [
    'cd "$1" && rm -f lib/systemd/system/multi-user.target.wants/* etc/systemd/system/*.wants/* lib/systemd/system/local-fs.target.wants/* lib/systemd/system/sockets.target.wants/*udev* lib/systemd/system/sockets.target.wants/*initctl* lib/systemd/system/basic.target.wants/* lib/systemd/system/sysinit.target.wants/systemd-tmpfiles-setup.service',
    'echo ReadKMsg=no >> "$1"/etc/systemd/journald.conf',
    'rm -f "$1"/usr/sbin/policy-rc.d',
  ],
};

const kubernetesNames = ['kubelet', 'kubeadm', 'kubectl'];
const cniPlugins = ['host-local', 'loopback', 'ptp', 'portmap'];
const enabledUnits = ['kubelet.service', 'containerd.service', 'undo-mount-hacks.service'];

// One node needs no more than a pair of interfaces per pod.
const network = {
  cniVersion: '0.4.0',
  name: 'korthweb',
  plugins: [
    {
      type: 'ptp',
      ipMasq: true,
      ipam: { type: 'host-local', ranges: [[{ subnet: '10.244.0.0/24' }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
};

// kind applies a manifest of this name; there is nothing left to apply, since the network is in the image.
const networkManifest = `apiVersion: v1
kind: ConfigMap
metadata:
  name: korthweb-network
  namespace: kube-system
data:
  plugin: ptp
`;

/**
 * What containerd takes for runc: crun, which starts a command in a container at a fraction of the cost. Probes and
 * tunnels are such commands, by the thousand. Bookworm's knows version 1.0 of the specification, and reads later ones.
 */
const runtime = `#!/bin/sh
previous=
for argument do
  case $previous in --bundle) sed -i 's/"ociVersion":"[^"]*"/"ociVersion":"1.0.2"/' "$argument/config.json" ;; esac
  previous=$argument
done
exec /usr/bin/crun "$@"
`;

/** What a node has beside Debian's packages: kind's own files, Kubernetes, containerd, a network. */
export async function nodeFiles(say: Say): Promise<ImageFile[]> {
  const [kubernetes, containerd, kindFiles] = [
    await goBinaries(kubernetesBinary, say),
    await goBinaries(containerdBinaries, say),
    await kindBaseFiles(say),
  ];
  return [
    ...kindFiles,
    { to: '/usr/bin/kubernetes', from: join(kubernetes, 'kubernetes'), mode: 0o755 },
    ...kubernetesNames.map((name) => ({ to: `/usr/bin/${name}`, link: 'kubernetes' })),
    ...Object.keys(containerdBinaries.packages).map((name) => ({
      to: `/usr/local/bin/${name}`,
      from: join(containerd, name),
      mode: 0o755,
    })),
    { to: '/usr/local/sbin/runc', content: runtime, mode: 0o755 },
    ...cniPlugins.map((name) => ({ to: `/opt/cni/bin/${name}`, link: `/usr/lib/cni/${name}` })),
    { to: '/etc/cni/net.d/10-korthweb.conflist', content: JSON.stringify(network) },
    { to: '/etc/containerd/cri-base.json', content: await containerSpecification(containerd) },
    { to: '/etc/containerd/certs.d', folder: true, mode: 0o755 },
    { to: '/etc/kubernetes/manifests', folder: true, mode: 0o755 },
    { to: '/kind/manifests/default-storage.yaml', content: storageManifest(), mode: 0o644 },
    { to: '/kind/manifests/default-cni.yaml', content: networkManifest, mode: 0o644 },
    ...volumeFolders.map((to) => ({ to, folder: true as const, mode: 0o770 })),
    { to: '/kind/version', content: `v${versions.kubernetes}` },
    ...enabledUnits.map((unit) => ({
      to: `/etc/systemd/system/multi-user.target.wants/${unit}`,
      link: `/etc/systemd/system/${unit}`,
    })),
    { to: '/etc/systemd/system/systemd-binfmt.service', link: '/dev/null' },
  ];
}

/** The files that kind puts into its own node image, from its module, adapted to hosts that lack a capability. */
async function kindBaseFiles(say: Say): Promise<ImageFile[]> {
  const module = await goModuleFiles(kindModule, `v${versions.kind}`, say);
  const root = join(module, 'images', 'base', 'files');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    files.map(async (file) => {
      const to = file.slice(root.length);
      const executed = to.startsWith('/usr/local/bin/') || to.startsWith('/kind/bin/');
      return { to, content: adapt(to, await readFile(file, 'utf8')), mode: executed ? 0o755 : 0o644 };
    }),
  );
}

function adapt(path: string, text: string): string {
  if (path === '/etc/containerd/config.toml') {
    // Without CAP_SYS_RESOURCE a container's OOM score cannot be lowered below its parent's. How much processor each
    // container takes, which nobody here asks for, would be found out every second: a tenth of what an idle node does.
    return `${text
      .replace(/sandbox_image = .*/, `sandbox_image = "${kubernetesImages.pause}"`)
      .replace(/restrict_oom_score_adj = .*/, 'restrict_oom_score_adj = true')}
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
[plugins."io.containerd.cri.v1.runtime"]
  stats_collect_period = "60s"
`;
  }
  return path.endsWith('/containerd.service') ? text.replace(/^OOMScoreAdjust=.*\n/m, '') : text;
}

const RuntimeSpecification = z.looseObject({ process: z.looseObject({}) });

/**
 * The runtime specification of every container: containerd's own, minus limits. Kind adds a hook that gives each of
 * several nodes a product's number of its own; here is one.
 */
async function containerSpecification(containerd: string): Promise<string> {
  const { stdout } = await run(join(containerd, 'ctr'), ['oci', 'spec']);
  const { process, ...rest } = RuntimeSpecification.parse(JSON.parse(stdout));
  return JSON.stringify({ ...rest, process: { ...process, rlimits: undefined } });
}
