import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../helpers/process/run.ts';
import { paths } from '../paths.ts';
import { blobPath, type Blob } from './blob.ts';
import { descriptor, mediaTypes, type BuiltImage } from './image.ts';

/** Writes images as one tar that `docker load` and `ctr images import` both read; shared layers are in it once. */
export async function writeArchive(images: readonly BuiltImage[], file: string): Promise<void> {
  await mkdir(paths.blobs, { recursive: true });
  // Beside the blobs, so that they can be linked instead of copied.
  const staging = await mkdtemp(join(paths.blobs, '.partial-archive-'));
  try {
    await layOut(images, staging);
    await run('tar', ['--create', '--file', file, '--directory', staging, '.']);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Lays images out as an OCI image layout with Docker's `manifest.json` beside it. */
async function layOut(images: readonly BuiltImage[], folder: string): Promise<void> {
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
  const all = images.flatMap(({ manifest, config, layers }) => [manifest, config, ...layers]);
  const unique = new Map(all.map((blob) => [blob.sha256, blob]));
  for (const sha256 of unique.keys()) await link(blobPath(sha256), join(folder, entryOf({ sha256 })));
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(join(folder, 'index.json'), JSON.stringify(ociIndex(images)));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(images.map(dockerManifest)));
}

function ociIndex(images: readonly BuiltImage[]): unknown {
  const manifests = images.map(({ name, manifest }) => ({
    ...descriptor(mediaTypes.manifest, manifest),
    annotations: { 'io.containerd.image.name': canonicalName(name) },
  }));
  return { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
}

function dockerManifest({ name, config, layers }: BuiltImage): unknown {
  return { Config: entryOf(config), RepoTags: [name], Layers: layers.map(entryOf) };
}

function entryOf({ sha256 }: Pick<Blob, 'sha256'>): string {
  return `blobs/sha256/${sha256}`;
}

/** An image's name with its registry, as containerd keeps it: Docker Hub is implied where none is named. */
export function canonicalName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  return /[.:]|^localhost$/.test(first) ? name : `docker.io/${name}`;
}
