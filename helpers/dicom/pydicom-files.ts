import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../model/errors.ts';
import { run } from '../process/run.ts';

/** The wheel whose test files are used: any other is refused. */
const wheel = {
  version: '3.0.2',
  sha256: 'abf971a5440f84dbaf42c4b6758e30e62480902584f8b270b9a5d146e278a07b',
} as const;

/** Reads a file of pydicom's `data` folder: `test_files/CT_small.dcm`. */
export type ReadSample = (path: string) => Promise<Uint8Array>;

/** The package registry cannot be reached, so that the files cannot be had. */
export class NotAtHandError extends Error {
  override readonly name = 'NotAtHandError';
}

/**
 * The DICOM files that pydicom ships for its own tests, from PyPI by its hash, and from the lab's cache ever after.
 * @throws {NotAtHandError} when they are not in the cache and pip cannot fetch them.
 */
export async function pydicomFiles(): Promise<ReadSample> {
  const cache = process.env['KORTHWEB_CACHE'] || join(cacheHome(), 'korthweb');
  const folder = join(cache, 'samples', `pydicom-${wheel.version}`);
  if (!existsSync(folder)) await fetchInto(folder);
  return (path) => readFile(join(folder, 'pydicom', 'data', path));
}

const cacheHome = (): string => process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');

/** Whole or not at all: made beside its place, and moved there when it is complete. */
async function fetchInto(folder: string): Promise<void> {
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true });
  const partial = await mkdtemp(join(parent, 'partial-'));
  try {
    await download(partial);
    await rename(partial, folder).catch((error: unknown) => {
      // Another worker was first.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function download(into: string): Promise<void> {
  const requirements = join(into, 'requirements.txt');
  await writeFile(requirements, `pydicom==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  const options = ['--quiet', '--no-deps', '--require-hashes', '--retries', '1', '--timeout', '10'];
  const where = ['--dest', into, '--requirement', requirements];
  try {
    await run('python3', ['-m', 'pip', 'download', ...options, ...where]);
  } catch (cause) {
    const message = `Expected pip to fetch pydicom ${wheel.version} from a package registry: ${explain(cause)}`;
    throw new NotAtHandError(message, { cause });
  }
  const [file = ''] = (await readdir(into)).filter((name) => name.endsWith('.whl'));
  await run('python3', ['-m', 'zipfile', '-e', join(into, file), into]);
}
