import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a JSON value, in hex; equal values give equal digests. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** SHA-256 of a file's content, in hex. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Digests of all files below a folder by their relative paths, or of one file. */
export async function digestOfTree(root: string): Promise<Record<string, string>> {
  if ((await stat(root)).isFile()) return { '.': await digestOfFile(root) };
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const digests: Record<string, string> = {};
  for (const file of files.toSorted()) {
    digests[file.slice(root.length + 1)] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  }
  return digests;
}
