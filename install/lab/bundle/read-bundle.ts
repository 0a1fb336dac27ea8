import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../../helpers/model/errors.ts';
import { parseInput } from '../../../helpers/model/parse.ts';
import { run } from '../../../helpers/process/run.ts';
import { artifact } from '../artifact.ts';
import { digestOfFile } from '../digest.ts';
import { bundleEntries, BundleManifest } from './manifest.ts';

/** A bundle unpacked in the cache. */
export interface Bundle extends BundleManifest {
  readonly folder: string;
}

/**
 * Unpacks a bundle into the cache, where it is not there already.
 * @throws {ConfigError} when there is no such file, it is no bundle, or one of another approach.
 */
export async function readBundle(
  file: string,
  approach: string,
  print: (line: string) => void,
): Promise<Bundle> {
  if (!existsSync(file))
    throw new ConfigError(
      `Expected a bundle at ${file}, there is none. Next: \`korthweb bundle ${approach} --out ${file}\``,
    );
  const folder = await artifact({
    name: 'bundle',
    inputs: await digestOfFile(file),
    build: async (into) => {
      print(`Unpacking ${file}.`);
      await run('tar', ['--extract', '--zstd', '--file', file, '--directory', into]).catch(
        (cause: unknown) => {
          throw new ConfigError(
            `Expected ${file} to be an archive of \`korthweb bundle\`; it cannot be unpacked`,
            { cause },
          );
        },
      );
    },
  });
  const text = await readFile(join(folder, bundleEntries.manifest), 'utf8').catch(() => 'null');
  const next = 'Next: make it anew with `korthweb bundle`.';
  const manifest = parseInput(BundleManifest, JSON.parse(text), { from: `bundle ${file}`, next });
  if (manifest.approach === approach) return { ...manifest, folder };
  throw new ConfigError(
    `Expected a bundle of ${approach}, got one of ${manifest.approach}. Next: \`korthweb up ${manifest.approach} --bundle ${file}\``,
  );
}
