import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Cluster } from '../../helpers/kube/client.ts';
import type { Approach } from '../../helpers/model/approach.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import type { ImageSource } from '../../helpers/model/deployment.ts';
import type { GoBinaries } from './go.ts';
import type { ImageDefinition } from './images/definition.ts';
import { projectRoot } from './paths.ts';
import type { Registry } from './registry.ts';
import type { Say } from './steps/step.ts';

/** The command-line tools that `up` calls, by their paths. */
export interface Tools {
  readonly kind: string;
  readonly helm: string;
}

/** What an installer gets to work with: a running cluster and everything around it. */
export interface Installation {
  /** What is to be there: its tenants may be others than the approach's own. */
  readonly approach: Approach;
  /** The cluster's name, as kind knows it. */
  readonly name: string;
  readonly cluster: Cluster;
  readonly kubeconfig: string;
  readonly registry: Registry;
  readonly tools: Tools;
  readonly images: ImageSource;
  /** What `prepare` made. */
  readonly prepared: string;
  readonly say: Say;
}

/** How an approach comes onto a cluster: `install/<approach>/install.ts` exports one as default. */
export interface Installer {
  /** The images that it needs beside Kubernetes' own. */
  readonly images: readonly ImageDefinition[];
  /** Names of images that cannot be built, and that it does without where images are. */
  readonly registryImages?: readonly string[];
  /** Programs that checks of it call, built from Go modules; checks find them in the lab's cache. */
  readonly programs?: readonly GoBinaries[];
  /** A digest of everything it applies: another one means that `up` has something to change. */
  readonly fingerprint: () => Promise<string>;
  /** Makes what can be made without a cluster (a packaged chart); resolves to its path. */
  readonly prepare: (tools: Pick<Tools, 'helm'>, say: Say) => Promise<string>;
  /** The commands that it stands for, as a person would type them; for a chart of its own there is nothing to add. */
  readonly commands?: readonly string[];
  /** Installs or upgrades; need not wait until all is Ready. */
  readonly install: (installation: Installation) => Promise<void>;
}

/** The images that an approach needs beside Kubernetes' own, by name, as they come from a source. */
export const imageNames = (
  { images, registryImages = [] }: Pick<Installer, 'images' | 'registryImages'>,
  source: ImageSource,
): string[] => [...images.map(({ name }) => name), ...(source === 'registry' ? registryImages : [])];

const isFunction = (value: unknown): boolean => typeof value === 'function';
const InstallerModule = z.object({
  default: z.object({
    images: z.array(z.custom<ImageDefinition>()),
    registryImages: z.array(z.string()).exactOptional(),
    commands: z.array(z.string()).exactOptional(),
    programs: z.array(z.custom<GoBinaries>()).exactOptional(),
    fingerprint: z.custom<Installer['fingerprint']>(isFunction),
    prepare: z.custom<Installer['prepare']>(isFunction),
    install: z.custom<Installer['install']>(isFunction),
  }),
});

/** Loads an approach's installer by the name of its folder. */
export async function loadInstaller(name: string): Promise<Installer> {
  const file = join(projectRoot, 'install', name, 'install.ts');
  if (!existsSync(file)) {
    throw new ConfigError(`Expected the approach ${name} to have install/${name}/install.ts; there is none`);
  }
  const module: unknown = await import(pathToFileURL(file).href);
  return InstallerModule.parse(module).default;
}
