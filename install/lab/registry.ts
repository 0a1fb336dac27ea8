import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../helpers/model/errors.ts';
import { eventually } from '../../helpers/model/eventually.ts';
import { hasImage, type Engine } from './engine/docker.ts';
import { buildImage } from './images/build-image.ts';
import registryImage from './images/registry.ts';
import { ensureNetwork, networkName } from './network.ts';
import { writeArchive } from './oci/archive.ts';
import type { BuiltImage } from './oci/image.ts';
import { paths } from './paths.ts';
import type { Say } from './steps/step.ts';

/** The lab's registry: one container that all its clusters share. */
export interface Registry {
  /** As this machine reaches it: `127.0.0.1:PORT`. */
  readonly host: string;
  /** As nodes and pods reach it. */
  readonly inNetwork: string;
}

const container = 'korthweb-registry';
const port = 5000;

/** The registry of the lab, started where it does not run; its content outlives it. */
export async function ensureRegistry(engine: Engine, image: string, say: Say): Promise<Registry> {
  await ensureNetwork(engine);
  const running = await findRegistry(engine);
  if (running) return running;
  say('starting');
  await engine.docker(['rm', '--force', container]);
  await mkdir(paths.registry, { recursive: true });
  await engine.docker([
    'run',
    '--detach',
    '--name',
    container,
    '--network',
    networkName,
    '--restart',
    'unless-stopped',
    '--publish',
    `127.0.0.1::${port}`,
    '--volume',
    `${paths.registry}:/var/lib/registry`,
    image,
  ]);
  return await eventually(
    async () => {
      const started = await findRegistry(engine);
      if (!started) throw new Error('it does not answer yet');
      return started;
    },
    { what: "the lab's registry to answer", timeout: 'engineStart', every: 100 },
  );
}

/** The lab's registry, if it runs and answers. */
export async function findRegistry(engine: Engine): Promise<Registry | null> {
  const ports = await engine.docker(['port', container, `${port}/tcp`]).catch(() => null);
  const host = ports?.stdout.split('\n')[0]?.trim();
  if (!host) return null;
  const answer = await fetch(`http://${host}/v2/`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer?.ok ? { host, inNetwork: `${container}:${port}` } : null;
}

/** Makes the built registry image known to the engine; resolves to its name. */
export async function loadRegistryImage(engine: Engine, say: Say): Promise<string> {
  if (!(await hasImage(engine, registryImage.name))) {
    await loadImages(engine, [await buildImage(registryImage, say)]);
  }
  return registryImage.name;
}

/** Loads built images into the engine. */
export async function loadImages(engine: Engine, images: readonly BuiltImage[]): Promise<void> {
  await mkdir(paths.artifacts, { recursive: true });
  const archive = join(paths.artifacts, `load-${process.pid}.partial`);
  try {
    await writeArchive(images, archive);
    const { stdout } = await engine.docker(['load', '--input', archive]);
    if (!stdout.includes('Loaded image'))
      throw new SetupError(`Expected the engine to load images, got: ${stdout}`);
  } finally {
    await rm(archive, { force: true });
  }
}
