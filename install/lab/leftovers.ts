import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { partial } from './artifact.ts';
import { unmountBelow } from './mounts.ts';
import { paths } from './paths.ts';

/** The beginnings of names under which something is made up in the cache, and where it is mounted meanwhile. */
export const scratch = { mount: 'mount-', staging: 'staging-', blob: '.partial-' } as const;

/** Removes what stopped builds left behind. Only for who holds the lab's lock. */
export async function removeLeftovers(): Promise<void> {
  const names = await readdir(paths.artifacts).catch(() => []);
  // First what is mounted: removing files below a mount would remove them where they come from.
  for (const name of names.filter((each) => each.startsWith(scratch.mount))) {
    await unmountBelow(join(paths.artifacts, name));
    await rmdir(join(paths.artifacts, name));
  }
  const stale = names.filter(
    (name) => name.endsWith(partial) || name.endsWith(`${partial}.work`) || name.startsWith(scratch.staging),
  );
  const blobs = (await readdir(paths.blobs).catch(() => [])).filter((name) => name.startsWith(scratch.blob));
  const files = [
    ...stale.map((name) => join(paths.artifacts, name)),
    ...blobs.map((name) => join(paths.blobs, name)),
  ];
  await Promise.all(files.map((file) => rm(file, { recursive: true, force: true })));
}
