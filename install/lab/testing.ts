import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives this process an empty cache of its own; to be called before a module of the lab is imported. */
export function useEmptyCache(): string {
  const cache = mkdtempSync(join(tmpdir(), 'korthweb-cache-'));
  process.env['KORTHWEB_CACHE'] = cache;
  return cache;
}
