import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cluster } from '../../helpers/kube/client.ts';
import type { ApproachInput } from '../../helpers/model/approach.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import type { ImageSource } from '../../helpers/model/deployment.ts';
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
  /** A digest of everything it applies: another one means that `up` has something to change. */
  fingerprint(): Promise<string>;
  /** Makes what can be made without a cluster (a packaged chart); resolves to its path. */
  prepare(tools: Pick<Tools, 'helm'>, say: Say): Promise<string>;
  /** Installs or upgrades; need not wait until all is Ready. */
  install(installation: Installation): Promise<void>;
}

/** An approach with its installer. */
export interface InstallableApproach {
  readonly approach: ApproachInput;
  readonly installer: Installer;
}

/** Loads an approach's data and installer by the name of its folder. */
export async function loadInstallableApproach(name: string): Promise<InstallableApproach> {
  const folder = join(projectRoot, 'install', name);
  if (!existsSync(join(folder, 'install.ts'))) {
    throw new ConfigError(`Expected the approach ${name} to have install/${name}/install.ts; there is none`);
  }
  const [data, installer] = await Promise.all(
    ['approach.ts', 'install.ts'].map((file) => import(pathToFileURL(join(folder, file)).href)),
  );
  return { approach: data.default as ApproachInput, installer: installer.default as Installer };
}
