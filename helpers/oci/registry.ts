import { z } from 'zod';
import { SetupError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { digestOfBytes, pressFiles, unpressFiles, type Files } from './archive.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const types = {
  config: 'application/vnd.cncf.flux.config.v1+json',
  content: 'application/vnd.cncf.flux.content.v1.tar+gzip',
} as const;

/** A repository of a registry that is spoken to in plain HTTP: the lab's own. */
export interface Repository {
  /** `127.0.0.1:5000`. */
  readonly host: string;
  /** `korthweb/gitops`. */
  readonly name: string;
}

/** Where and as what an artifact is. */
export interface Pushed {
  /** The manifest's digest, which Flux reports: `sha256:…`. */
  readonly digest: string;
  readonly tag: string;
}

/**
 * Pushes files as an artifact that Flux understands; the same files have the same digest.
 * @param tag the name that is moved to it.
 * @throws {SetupError} when the registry refuses.
 */
export async function pushFiles(repository: Repository, tag: string, files: Files): Promise<Pushed> {
  const content = await pressFiles(files);
  const config = Buffer.from('{}');
  for (const blob of [config, content]) await pushBlob(repository, blob);
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: described(types.config, config),
      layers: [described(types.content, content)],
      annotations: { 'org.opencontainers.image.revision': digestOfBytes(content) },
    }),
  );
  await pushManifest(repository, tag, manifest);
  return { digest: digestOfBytes(manifest), tag };
}

/** Moves a tag to a manifest that the registry has. */
export async function moveTag(repository: Repository, tag: string, digest: string): Promise<void> {
  await pushManifest(repository, tag, await read(repository, `manifests/${digest}`, manifestType));
}

/** The digest of the manifest that a tag is at: `sha256:…`. */
export const digestAt = async (repository: Repository, tag: string): Promise<string> =>
  digestOfBytes(await read(repository, `manifests/${tag}`, manifestType));

/** The files of the artifact at a tag or digest. */
export async function pullFiles(repository: Repository, reference: string): Promise<Files> {
  const manifest = await read(repository, `manifests/${reference}`, manifestType);
  const { layers } = Manifest.parse(JSON.parse(manifest.toString('utf8')));
  return await unpressFiles(await read(repository, `blobs/${layers[0].digest}`));
}

const described = (mediaType: string, bytes: Buffer) => ({
  mediaType,
  digest: digestOfBytes(bytes),
  size: bytes.length,
});

const Manifest = z.object({ layers: z.tuple([z.object({ digest: z.string() })]) });

async function pushBlob(repository: Repository, bytes: Buffer): Promise<void> {
  const begun = await ask(repository, 'blobs/uploads/', { method: 'POST' }, 202);
  const location = new URL(begun.headers.get('location') ?? '', `http://${repository.host}`);
  location.searchParams.set('digest', digestOfBytes(bytes));
  const headers = { 'content-type': 'application/octet-stream' };
  await ask(repository, location.href, { method: 'PUT', headers, body: new Uint8Array(bytes) }, 201);
}

async function pushManifest(repository: Repository, tag: string, manifest: Buffer): Promise<void> {
  const headers = { 'content-type': manifestType };
  const body = new Uint8Array(manifest);
  await ask(repository, `manifests/${tag}`, { method: 'PUT', headers, body }, 201);
}

async function read(repository: Repository, path: string, accept = '*/*'): Promise<Buffer> {
  const answer = await ask(repository, path, { headers: { accept } }, 200);
  return Buffer.from(await answer.arrayBuffer());
}

async function ask(
  { host, name }: Repository,
  path: string,
  init: RequestInit,
  expected: number,
): Promise<Response> {
  const url = new URL(path, `http://${host}/v2/${name}/`);
  const signal = AbortSignal.timeout(timeouts.transfer);
  const answer = await fetch(url, { ...init, signal }).catch((cause: unknown) => {
    throw new SetupError(`${init.method ?? 'GET'} ${url.href}: the registry does not answer`, { cause });
  });
  if (answer.status !== expected) {
    const said = (await answer.text()).slice(0, 300);
    throw new SetupError(
      `${init.method ?? 'GET'} ${url.href}: expected ${expected}, got ${answer.status}: ${said}`,
    );
  }
  return answer;
}
