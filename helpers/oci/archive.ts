import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';

/** Files of an artifact by their relative paths. */
export type Files = Readonly<Record<string, string>>;

/** Everything below a folder, as files of an artifact. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = paths
    .toSorted()
    .map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** A gzipped tar of files: the same files make the same bytes. */
export async function pressFiles(files: Files): Promise<Buffer> {
  const tar = pack();
  const bytes = buffer(tar);
  for (const [name, content] of Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    tar.entry({ name, mtime: new Date(0), mode: 0o644 }, content);
  tar.finalize();
  return gzipSync(await bytes, { level: 9 });
}

/** The files of a gzipped tar. */
export async function unpressFiles(archive: Buffer): Promise<Files> {
  const tar = extract();
  tar.end(gunzipSync(archive));
  const files: Record<string, string> = {};
  for await (const entry of tar) files[entry.header.name] = await text(entry);
  return files;
}

/** `sha256:` and the digest of bytes, as registries name them. */
export const digestOfBytes = (bytes: Buffer): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
