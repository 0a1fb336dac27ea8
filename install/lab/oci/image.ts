import { jsonBlob, type Blob } from './blob.ts';

/** How containers of an image run, in the words of the OCI image specification. */
export interface ImageConfig {
  readonly User?: string;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly StopSignal?: string;
  readonly Labels?: Readonly<Record<string, string>>;
}

/** An image made of blobs in the cache. */
export interface BuiltImage {
  /** Full name with tag, as manifests and charts have it. */
  readonly name: string;
  readonly manifest: Blob;
  readonly config: Blob;
  readonly layers: readonly Blob[];
}

export const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const;

/** Makes an image of layers that are blobs already. */
export async function makeImage(
  name: string,
  layers: readonly Blob[],
  config: ImageConfig,
): Promise<BuiltImage> {
  const configBlob = await jsonBlob({
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: '1970-01-01T00:00:00Z',
    config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ sha256 }) => `sha256:${sha256}`) },
  });
  const manifest = await jsonBlob({
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: descriptor(mediaTypes.config, configBlob),
    layers: layers.map((layer) => descriptor(mediaTypes.layer, layer)),
  });
  return { name, manifest, config: configBlob, layers };
}

/** A blob as the OCI image specification refers to it. */
export function descriptor(
  mediaType: string,
  { sha256, size }: Blob,
): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest: `sha256:${sha256}`, size };
}
