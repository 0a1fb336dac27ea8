import { join } from 'node:path';
import { bundleEntries } from '../bundle/manifest.ts';
import type { Bundle } from '../bundle/read-bundle.ts';
import { hasImage } from '../engine/docker.ts';
import { findEngine, requireEngine } from '../engine/engine.ts';
import { installPackages, packagesForEngine } from '../packages.ts';
import { ensureRegistry } from '../registry.ts';
import { step } from '../steps/step.ts';
import type { Foundations } from './foundations.ts';

/** Everything from a bundle: nothing is fetched and nothing is built. */
export function bundleFoundations(bundle: Bundle): Foundations {
  const packages = step({
    title: 'Debian packages',
    run: async (say) => await installPackages((await findEngine()) ? [] : packagesForEngine, say),
  });
  const engine = step({
    title: 'container engine',
    needs: [packages],
    run: async (say) => await requireEngine(say, join(bundle.folder, bundleEntries.runtime)),
  });
  const images = step({
    title: 'images',
    needs: [engine],
    run: async (say) => {
      const there = await Promise.all(
        [bundle.node, bundle.registry, ...bundle.load].map(
          async (name) => await hasImage(await engine.result, name),
        ),
      );
      if (there.every(Boolean)) return;
      say('loading into the engine');
      await (await engine.result).docker(['load', '--input', join(bundle.folder, bundleEntries.images)]);
    },
  });
  const tool = (name: string): string => join(bundle.folder, bundleEntries.tools, name);
  const tools = step({
    title: 'tools',
    run: () => Promise.resolve({ kind: tool('kind'), helm: tool('helm') }),
  });
  const registry = step({
    title: 'registry',
    needs: [engine, images],
    run: async (say) => await ensureRegistry(await engine.result, bundle.registry, say),
  });
  const nodeImage = step({ title: 'node image', needs: [images], run: () => Promise.resolve(bundle.node) });
  return {
    engine,
    tools,
    registry,
    nodeImage,
    load: bundle.load,
    prepared: join(bundle.folder, bundle.prepared),
  };
}
