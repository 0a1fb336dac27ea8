import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../helpers/process/run.ts';
import { artifact } from './artifact.ts';
import { scratch } from './leftovers.ts';
import { paths } from './paths.ts';
import type { Say } from './steps/step.ts';
import { debian } from './versions.ts';

/** A Debian root file system as an unpacked folder, made from packages alone. */
export interface DebianRoot {
  readonly name: string;
  readonly release: string;
  readonly packages: readonly string[];
  /** Shell commands run at the end, with the root's path as `$1`. */
  readonly customize?: readonly string[];
}

/** What every image built here stands on: one layer, shared. */
export const baseRoot: DebianRoot = { name: 'base', release: debian.images, packages: [] };

// Documentation and translations are a third of a small root, and nobody reads them there.
const slim = [
  'path-exclude=/usr/share/doc/*',
  'path-exclude=/usr/share/man/*',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/locale/*',
  'path-exclude=/usr/share/lintian/*',
];

/** The folder of a Debian root, made first where the cache has none. */
export async function debianRoot(root: DebianRoot, say: Say): Promise<string> {
  const folder = await artifact({
    name: `root-${root.name}`,
    inputs: { root, slim },
    build: async (into) => {
      await run(
        'mmdebstrap',
        [
          '--mode=root',
          '--variant=minbase',
          '--format=directory',
          ...(root.packages.length > 0 ? [`--include=${root.packages.join(',')}`] : []),
          ...slim.map((option) => `--dpkgopt=${option}`),
          '--setup-hook=mkdir -p "$1/usr/sbin" && printf "#!/bin/sh\\nexit 101\\n" > "$1/usr/sbin/policy-rc.d" && chmod 755 "$1/usr/sbin/policy-rc.d"',
          ...(root.customize ?? []).map((command) => `--customize-hook=${command}`),
          root.release,
          join(into, 'root'),
        ],
        { onLine: (line) => say(line.replace(/^[IW]: /, '').slice(0, 80)) },
      );
    },
  });
  return join(folder, 'root');
}

/** Packages that an image adds to the shared base root. */
export interface DebianPackages {
  readonly packages: readonly string[];
  /** Shell glob patterns of files to leave out. */
  readonly exclude?: readonly string[];
  /** A shell command run in the root before the packages are installed. */
  readonly prepare?: string;
}

/** What a set of packages adds to the base root: a folder with only the new and changed files. */
export async function debianLayer(name: string, added: DebianPackages, say: Say): Promise<string> {
  const base = await debianRoot(baseRoot, say);
  const folder = await artifact({
    name: `layer-${name}`,
    inputs: { added, base },
    build: async (into) => {
      const upper = join(into, 'root');
      await mkdir(upper);
      await using merged = await mountOver(base, upper, into);
      await installPackages(merged.path, added, say);
    },
  });
  return join(folder, 'root');
}

async function mountOver(
  lower: string,
  upper: string,
  into: string,
): Promise<{ path: string } & AsyncDisposable> {
  await mkdir(paths.artifacts, { recursive: true });
  const path = await mkdtemp(join(paths.artifacts, scratch.mount));
  const work = `${into}.work`;
  await mkdir(work, { recursive: true });
  await run('mount', [
    '-t',
    'overlay',
    'overlay',
    '-o',
    `lowerdir=${lower},upperdir=${upper},workdir=${work}`,
    path,
  ]);
  await run('mount', ['-t', 'proc', 'proc', join(path, 'proc')]);
  return {
    path,
    async [Symbol.asyncDispose]() {
      await run('umount', ['--recursive', path]);
      await rm(path, { recursive: true });
      await rm(work, { recursive: true });
    },
  };
}

async function installPackages(
  root: string,
  { packages, exclude = [], prepare }: DebianPackages,
  say: Say,
): Promise<void> {
  const onLine = (line: string): void => say(line.slice(0, 80));
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  const inRoot = async (...command: string[]): Promise<void> =>
    void (await run('chroot', [root, ...command], { env, onLine }));
  const leftOut = exclude.flatMap((pattern) => ['-o', `DPkg::Options::=--path-exclude=${pattern}`]);
  if (prepare) await inRoot('sh', '-c', prepare);
  await inRoot('apt-get', 'update');
  await inRoot('apt-get', ...leftOut, 'install', '--yes', '--no-install-recommends', ...packages);
  await inRoot(
    'sh',
    '-c',
    'apt-get clean; rm -rf /var/lib/apt/lists/* /var/log/*.log /var/log/apt/* /var/cache/*',
  );
}
