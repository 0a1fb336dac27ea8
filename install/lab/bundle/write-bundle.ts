import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { run } from '../../../helpers/process/run.ts';
import type { ImageSource } from '../../../helpers/model/deployment.ts';
import { goBinaries, runtimeBinary } from '../go.ts';
import type { Installer } from '../installer.ts';
import { scratch } from '../leftovers.ts';
import { paths } from '../paths.ts';
import { step, type Step } from '../steps/step.ts';
import type { Foundations } from '../up/foundations.ts';
import { labImages } from '../versions.ts';
import { bundleEntries, type BundleManifest } from './manifest.ts';

export interface BundleOptions {
  readonly approach: string;
  readonly installer: Installer;
  readonly foundations: Foundations;
  readonly images: ImageSource;
  readonly file: string;
}

/** The step that writes an approach's images, charts and tools as one archive, whole or not at all. */
export function bundleStep({ approach, installer, foundations, images, file }: BundleOptions): Step {
  const { engine, tools, registry, nodeImage, load } = foundations;
  return step({
    title: `bundle ${file}`,
    needs: [engine, tools, registry, nodeImage],
    run: async (say) => {
      const prepared = await installer.prepare(await tools.result, say);
      const manifest: BundleManifest = {
        schemaVersion: 1,
        approach,
        images,
        node: await nodeImage.result,
        registry: labImages.registry,
        load: [...load],
        prepared: basename(prepared),
      };
      await mkdir(paths.artifacts, { recursive: true });
      const staging = await mkdtemp(join(paths.artifacts, scratch.staging));
      try {
        say('saving images');
        const names = [manifest.node, manifest.registry, ...load];
        await (
          await engine.result
        ).docker(['save', '--output', join(staging, bundleEntries.images), ...names]);
        await stageTools(
          staging,
          Object.values(await tools.result),
          join(await goBinaries(runtimeBinary, say), 'korthweb-runtime'),
        );
        await cp(prepared, join(staging, manifest.prepared), { recursive: true });
        await writeFile(join(staging, bundleEntries.manifest), JSON.stringify(manifest, null, 2));
        say('compressing');
        await compress(staging, resolve(file));
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
    },
  });
}

async function stageTools(staging: string, tools: readonly string[], runtime: string): Promise<void> {
  await mkdir(join(staging, bundleEntries.tools));
  for (const tool of tools) await cp(tool, join(staging, bundleEntries.tools, basename(tool)));
  await cp(runtime, join(staging, bundleEntries.runtime));
}

async function compress(folder: string, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // A window of 128 MiB finds the binaries that several images share.
  await run('tar', [
    '--create',
    '--use-compress-program',
    'zstd -T0 -9 --long=27',
    '--file',
    `${file}.partial`,
    '--directory',
    folder,
    '.',
  ]);
  await rename(`${file}.partial`, file);
}
