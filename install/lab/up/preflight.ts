import { ConfigError, explain } from '../../../helpers/model/errors.ts';
import type { ImageSource } from '../../../helpers/model/deployment.ts';
import { freeDisk } from '../doctor/machine.ts';
import { findEngine } from '../engine/engine.ts';
import { agreeToPackages, packagesForEngine, packagesForSource } from '../packages.ts';
import { cacheRoot } from '../paths.ts';
import type { UpOptions } from './outcome.ts';

// A cluster with its images; with an empty cache, what Go and Debian need beside.
const leastDisk = 6;

/** Looks for what would stop `up` half way, before anything is touched. @throws {ConfigError} naming it and the next step. */
export async function preflight(options: UpOptions, source: ImageSource): Promise<void> {
  if (options.mirror) await requireMirror(options.mirror);
  const free = await freeDisk();
  if (free < leastDisk) {
    throw new ConfigError(
      `Expected at least ${leastDisk} GiB free at ${cacheRoot}, got ${free.toFixed(1)} GiB. Next: free some, set KORTHWEB_CACHE to a larger disk, or \`korthweb down --all\`.`,
    );
  }
  const builds = source === 'source' && !options.bundle;
  if (builds && process.getuid?.() !== 0) {
    throw new ConfigError(
      'Expected to run as root to build images from source, got another user. Next: run as root, or `--mirror HOST` or `--bundle FILE`.',
    );
  }
  await agreeToPackages(
    builds ? packagesForSource : (await findEngine()) ? [] : packagesForEngine,
    options.yes,
  );
}

/** @throws {ConfigError} unless the mirror answers as a registry does. */
export async function requireMirror(mirror: string): Promise<void> {
  const [host] = mirror.split('/');
  const answers = await Promise.all(
    ['https', 'http'].map((scheme) =>
      fetch(`${scheme}://${host}/v2/`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ status }) => `HTTP ${status}`,
        explain,
      ),
    ),
  );
  if (answers.some((answer) => answer === 'HTTP 200' || answer === 'HTTP 401')) return;
  throw new ConfigError(
    `Expected a container registry at ${mirror}, got ${answers.join(' (https), ')} (http). Next: check the host and its port, or leave --mirror out.`,
  );
}
