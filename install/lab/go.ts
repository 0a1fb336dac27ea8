import { join } from 'node:path';
import { SetupError } from '../../helpers/model/errors.ts';
import { run } from '../../helpers/process/run.ts';
import { artifact } from './artifact.ts';
import { digestOfTree } from './digest.ts';
import { paths } from './paths.ts';
import type { Say } from './steps/step.ts';
import { versions } from './versions.ts';

/** A Go module of the lab: a folder with its own go.mod and go.sum. */
export type GoModule = 'go' | 'go-coredns' | 'go-cert-manager' | 'go-prometheus-operator' | 'go-jaeger';

/** Binaries that one `go build` makes from one of the lab's modules. */
export interface GoBinaries {
  readonly name: string;
  readonly module: GoModule;
  /** Package to build by the name of its binary. */
  readonly packages: Readonly<Record<string, string>>;
  readonly tags?: string;
  /** Values for `-ldflags=-X`. */
  readonly variables?: Readonly<Record<string, string>>;
}

const kubernetesVersion = Object.fromEntries(
  ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((at) => {
    const [major, minor] = versions.kubernetes.split('.');
    return [
      [`${at}.gitVersion`, `v${versions.kubernetes}`],
      [`${at}.gitMajor`, major ?? ''],
      [`${at}.gitMinor`, minor ?? ''],
      [`${at}.gitTreeState`, 'clean'],
    ];
  }),
);

/** All of Kubernetes in one binary. */
export const kubernetesBinary: GoBinaries = {
  name: 'kubernetes',
  module: 'go',
  packages: { kubernetes: './kubernetes' },
  variables: kubernetesVersion,
};

/** What a node runs containers with. */
export const containerdBinaries: GoBinaries = {
  name: 'containerd',
  module: 'go',
  packages: {
    containerd: 'github.com/containerd/containerd/v2/cmd/containerd',
    'containerd-shim-runc-v2': 'github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2',
    ctr: 'github.com/containerd/containerd/v2/cmd/ctr',
  },
  tags: 'no_btrfs,no_zfs,no_devmapper,no_aufs',
};

export const etcdBinary: GoBinaries = {
  name: 'etcd',
  module: 'go',
  packages: { etcd: 'go.etcd.io/etcd/server/v3' },
};

export const registryBinary: GoBinaries = {
  name: 'registry',
  module: 'go',
  packages: { registry: './registry' },
};

/** kind's own module, for the files of its node image. */
export const kindModule = 'sigs.k8s.io/kind';

/** The command-line tools that `up` itself calls. */
export const toolBinaries: GoBinaries = {
  name: 'tools',
  module: 'go',
  packages: { kind: 'sigs.k8s.io/kind', helm: 'helm.sh/helm/v3/cmd/helm' },
};

/** The OCI runtime wrapper of the private engine. */
export const runtimeBinary: GoBinaries = {
  name: 'runtime',
  module: 'go',
  packages: { 'korthweb-runtime': './runtime' },
};

export const pauseBinary: GoBinaries = { name: 'pause', module: 'go', packages: { pause: './pause' } };

export const corednsBinary: GoBinaries = {
  name: 'coredns',
  module: 'go-coredns',
  packages: { coredns: '.' },
};

const istioVersion = {
  'istio.io/istio/pkg/version.buildVersion': versions.istio,
  'istio.io/istio/pkg/version.buildGitRevision': 'unknown',
  'istio.io/istio/pkg/version.buildStatus': 'Clean',
};

/** Istio's control plane, and the agent beside every proxy. */
export const istioBinaries: GoBinaries = {
  name: 'istio',
  module: 'go',
  packages: {
    'pilot-discovery': 'istio.io/istio/pilot/cmd/pilot-discovery',
    'pilot-agent': 'istio.io/istio/pilot/cmd/pilot-agent',
  },
  variables: istioVersion,
};

/** `istioctl`, whose analysis a check asks for. */
export const istioctlBinary: GoBinaries = {
  name: 'istioctl',
  module: 'go',
  packages: { istioctl: 'istio.io/istio/istioctl/cmd/istioctl' },
  variables: istioVersion,
};

/** Istio's own module, for its charts and the proxy's bootstrap, at the version that is built. */
export const istioModule = { path: 'istio.io/istio', version: 'v0.0.0-20260827124520-eed52ebb66ad' };

/** cert-manager: the last line whose commands are in the root module, and so in the Go module proxy. */
export const certManagerModule = { path: 'github.com/cert-manager/cert-manager', version: 'v1.11.5' };

export const certManagerBinaries: GoBinaries = {
  name: 'cert-manager',
  module: 'go-cert-manager',
  packages: Object.fromEntries(
    ['controller', 'webhook', 'cainjector'].map((name) => [name, `${certManagerModule.path}/cmd/${name}`]),
  ),
  variables: { [`${certManagerModule.path}/pkg/util.AppVersion`]: certManagerModule.version },
};

/** Flux: what fetches an artifact, and what applies it. */
export const fluxBinaries: GoBinaries = {
  name: 'flux',
  module: 'go',
  packages: {
    'source-controller': 'github.com/fluxcd/source-controller',
    'kustomize-controller': 'github.com/fluxcd/kustomize-controller',
  },
};

/** Flux's own modules, for their CRDs, at the versions that are built. */
export const fluxModules = {
  'source-controller': { path: 'github.com/fluxcd/source-controller', version: 'v1.9.6' },
  'kustomize-controller': { path: 'github.com/fluxcd/kustomize-controller', version: 'v1.9.5' },
} as const;

/** Prometheus' operator, whose module also has its CRDs. */
export const prometheusOperatorModule = {
  path: 'github.com/prometheus-operator/prometheus-operator',
  version: 'v0.85.0',
};

export const prometheusOperatorBinaries: GoBinaries = {
  name: 'prometheus-operator',
  module: 'go-prometheus-operator',
  packages: {
    operator: `${prometheusOperatorModule.path}/cmd/operator`,
    'prometheus-config-reloader': `${prometheusOperatorModule.path}/cmd/prometheus-config-reloader`,
  },
  variables: { 'github.com/prometheus/common/version.Version': '0.85.0' },
};

export const jaegerBinary: GoBinaries = {
  name: 'jaeger',
  module: 'go-jaeger',
  packages: { 'all-in-one': 'github.com/jaegertracing/jaeger/cmd/all-in-one' },
};

/**
 * Go's own environment, with its caches inside the lab's. The compiler's garbage collector runs a quarter as often:
 * its processes are short, and memory is not what a build lacks (a seventh less time for the standard library).
 */
export function goEnvironment(): Record<string, string> {
  return {
    GOCACHE: join(paths.go, 'build'),
    GOMODCACHE: join(paths.go, 'mod'),
    GOFLAGS: '-mod=readonly -buildvcs=false -modcacherw -trimpath',
    GOTOOLCHAIN: 'auto',
    CGO_ENABLED: '0',
    GOGC: '400',
  };
}

async function inputsOf(binaries: GoBinaries): Promise<unknown> {
  const sources = await digestOfTree(moduleFolder(binaries.module));
  const own = Object.values(binaries.packages).flatMap((path) =>
    path.startsWith('./') ? [path.slice(2)] : [],
  );
  const relevant = Object.entries(sources).filter(
    ([file]) =>
      file.startsWith('go.') || binaries.module !== 'go' || own.some((folder) => file.startsWith(folder)),
  );
  return { binaries, sources: relevant };
}

/** The source folder of a module. */
export function moduleFolder(module: GoModule): string {
  return join(import.meta.dirname, module);
}

/** The folder that holds the built binaries. */
export async function goBinaries(binaries: GoBinaries, say: Say): Promise<string> {
  const inputs = await inputsOf(binaries);
  return await artifact({
    name: `go-${binaries.name}`,
    inputs,
    build: async (into) => {
      const source = moduleFolder(binaries.module);
      for (const [name, path] of Object.entries(binaries.packages)) {
        await goBuild({ ...binaries, path, output: join(into, name), source }, say);
      }
    },
  });
}

interface GoBuild extends GoBinaries {
  readonly path: string;
  readonly output: string;
  readonly source: string;
}

async function goBuild({ path, output, source, tags, variables = {} }: GoBuild, say: Say): Promise<void> {
  const set = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  let compiled = 0;
  await run(
    'go',
    [
      'build',
      '-v',
      ...(tags ? ['-tags', tags] : []),
      '-gcflags=all=-dwarf=false',
      `-ldflags=${['-s', '-w', ...set].join(' ')}`,
      '-o',
      output,
      path,
    ],
    {
      cwd: source,
      env: goEnvironment(),
      onLine: (line) =>
        say(line.startsWith('go: downloading') ? line.slice(4) : `compiled ${++compiled} packages`),
    },
  );
}

/** The folder of a Go module's files, downloaded by the Go module proxy and checked by go.sum. */
export async function goModuleFiles(module: string, version: string, say: Say): Promise<string> {
  say(`downloading ${module}@${version}`);
  const { stdout } = await run('go', ['mod', 'download', '-json', `${module}@${version}`], {
    cwd: paths.go,
    env: { ...goEnvironment(), GOFLAGS: '-modcacherw' },
  });
  const parsed: unknown = JSON.parse(stdout);
  if (typeof parsed === 'object' && parsed && 'Dir' in parsed && typeof parsed.Dir === 'string')
    return parsed.Dir;
  throw new SetupError(`Expected \`go mod download ${module}@${version}\` to name a folder, got ${stdout}`);
}
