import { homedir } from 'node:os';
import { join } from 'node:path';

const cacheHome = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');

/** Where the lab keeps what it makes, outside any checkout: `KORTHWEB_CACHE`, or `korthweb` in the user's cache. */
export const cacheRoot = process.env['KORTHWEB_CACHE'] || join(cacheHome, 'korthweb');

export const paths = {
  artifacts: join(cacheRoot, 'artifacts'),
  blobs: join(cacheRoot, 'blobs', 'sha256'),
  engine: join(cacheRoot, 'engine'),
  go: join(cacheRoot, 'go'),
  clusters: join(cacheRoot, 'clusters'),
  registry: join(cacheRoot, 'registry'),
  lock: join(cacheRoot, 'up.lock'),
} as const;

/** The checkout's root. */
export const projectRoot = join(import.meta.dirname, '..', '..');
