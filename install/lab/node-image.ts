import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { eventually } from '../../helpers/model/eventually.ts';
import { run } from '../../helpers/process/run.ts';
import { debianRoot } from './debian.ts';
import { digestOf } from './digest.ts';
import { containerdBinaries, goBinaries } from './go.ts';
import { nodeFiles, nodeRoot } from './images/node.ts';
import { writeArchive } from './oci/archive.ts';
import type { Blob } from './oci/blob.ts';
import { makeImage, type BuiltImage } from './oci/image.ts';
import { cachedLayer, layerOfFiles, layerOfFolder, tarBlob } from './oci/layer.ts';
import type { Say } from './steps/step.ts';
import { labImages } from './versions.ts';

/**
 * The image that kind makes nodes of, with `images` in its container store, unpacked: a cluster starts without a pull.
 * Its name carries a digest of everything in it.
 */
export async function buildNodeImage(images: readonly BuiltImage[], say: Say): Promise<BuiltImage> {
  const store = await containerStore(images, say);
  say('laying out');
  const layers = [
    await layerOfFolder(await debianRoot(nodeRoot, say)),
    await layerOfFiles(await nodeFiles(say)),
    store,
  ];
  const name = labImages.node(digestOf(layers).slice(0, 12));
  return await makeImage(name, layers, {
    Env: ['container=docker', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Entrypoint: ['/usr/local/bin/entrypoint', '/sbin/init'],
    StopSignal: 'SIGRTMIN+3',
  });
}

/** A layer with `/var/lib/containerd` as containerd leaves it after unpacking the images. */
async function containerStore(images: readonly BuiltImage[], say: Say): Promise<Blob> {
  const inputs = images.map(({ name, manifest }) => [name, manifest.sha256]);
  return await cachedLayer('store', inputs, async (scratch) => {
    const root = join(scratch, 'root');
    const store = join(root, 'var', 'lib', 'containerd');
    await mkdir(store, { recursive: true });
    const archive = join(scratch, 'images.tar');
    say('importing images');
    await writeArchive(images, archive);
    await importInto(store, archive, await goBinaries(containerdBinaries, say));
    await rm(archive);
    say('packing');
    const layer = await tarBlob(root);
    await rm(root, { recursive: true });
    return layer;
  });
}

/** Runs a containerd of its own on `root`, has it unpack the archive, and stops it. */
async function importInto(root: string, archive: string, binaries: string): Promise<void> {
  const state = await mkdtemp(join(tmpdir(), 'korthweb-containerd-'));
  const address = join(state, 'containerd.sock');
  const daemon = spawn(
    join(binaries, 'containerd'),
    ['--root', root, '--state', join(state, 'state'), '--address', address, '--config', '/dev/null'],
    { stdio: 'ignore' },
  );
  const ctr = async (...args: string[]): Promise<unknown> =>
    await run(join(binaries, 'ctr'), ['--address', address, '--namespace', 'k8s.io', ...args]);
  try {
    await eventually(async () => await ctr('version'), {
      what: 'containerd to answer',
      timeout: 'engineStart',
      every: 100,
    });
    await ctr(
      'images',
      'import',
      '--local',
      '--discard-unpacked-layers',
      '--snapshotter',
      'overlayfs',
      archive,
    );
  } finally {
    const ended = new Promise((resolve) => daemon.once('exit', resolve));
    daemon.kill('SIGTERM');
    await ended;
    await rm(state, { recursive: true, force: true });
  }
}
