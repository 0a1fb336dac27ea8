import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from '../../helpers/model/errors.ts';

const file = join(import.meta.dirname, 'images.lock.json');

/** Digests of images pulled from registries, by registry and then by name: `sha256:…`. */
const ImagesLock = z.record(z.string(), z.record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}$/)));
type ImagesLock = z.infer<typeof ImagesLock>;

/** The key of the upstream registries themselves; a mirror's is its host. */
export const upstream = 'upstream';

/**
 * Holds a pulled image to the digest in images.lock.json.
 * @throws {SetupError} when it has another one. Resolves to false when the lock does not know it yet.
 */
export async function checkDigest(
  source: string,
  image: string,
  digest: string,
  path = file,
): Promise<boolean> {
  const locked = (await read(path))[source]?.[image];
  if (locked !== undefined && locked !== digest) {
    throw new SetupError(
      `Expected ${image} from ${source} to have the digest ${locked}, got ${digest}. Next: find out who moved the tag; if it was meant, remove its line from ${path}.`,
    );
  }
  return locked !== undefined;
}

/** Records the digests of images that were pulled for the first time. */
export async function recordDigests(
  source: string,
  digests: Readonly<Record<string, string>>,
  path = file,
): Promise<void> {
  const lock = await read(path);
  const merged = { ...lock, [source]: sorted({ ...lock[source], ...digests }) };
  await writeFile(`${path}.new`, `${JSON.stringify(sorted(merged), null, 2)}\n`);
  await rename(`${path}.new`, path);
}

async function read(path: string): Promise<ImagesLock> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  return ImagesLock.parse(JSON.parse(text));
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => a.localeCompare(b)));
}
