import { findEngine, requireEngine } from '../engine/engine.ts';
import { installPackages, packagesForEngine } from '../packages.ts';
import { goBinaries, runtimeBinary } from '../go.ts';
import { pullImages, type Mirror } from '../pull.ts';
import { ensureRegistry } from '../registry.ts';
import { step } from '../steps/step.ts';
import { buildTools } from '../tools.ts';
import { labImages } from '../versions.ts';
import type { Foundations } from './foundations.ts';

/** Images from registries, or from a mirror of them: stock kind nodes, and what the approach needs loaded into them. */
export function registryFoundations(
  images: readonly string[],
  mirror: Mirror | null,
  node: string,
): Foundations {
  const runtime = step({ title: 'Go: runtime', run: async (say) => await goBinaries(runtimeBinary, say) });
  const tools = step({ title: 'Go: kind, helm', needs: [runtime], run: buildTools });
  const packages = step({
    title: 'Debian packages',
    run: async (say) => await installPackages((await findEngine()) ? [] : packagesForEngine, say),
  });
  const engine = step({
    title: 'container engine',
    needs: [packages, runtime],
    run: async (say) => await requireEngine(say),
  });
  const pulls = step({
    title: 'images',
    needs: [engine],
    run: async (say) =>
      await pullImages(await engine.result, [node, labImages.registry, ...images], mirror, say),
  });
  const registry = step({
    title: 'registry',
    needs: [engine, pulls],
    run: async (say) => await ensureRegistry(await engine.result, labImages.registry, say),
  });
  const nodeImage = step({ title: 'node image', needs: [pulls], run: () => Promise.resolve(node) });
  return { engine, tools, registry, nodeImage, load: images };
}
