import { requireEngine } from '../engine/engine.ts';
import {
  containerdBinaries,
  corednsBinary,
  etcdBinary,
  goBinaries,
  kubernetesBinary,
  registryBinary,
  runtimeBinary,
  type GoBinaries,
} from '../go.ts';
import { buildImage } from '../images/build-image.ts';
import type { ImageDefinition } from '../images/definition.ts';
import { kubernetesDefinitions } from '../images/kubernetes.ts';
import { nodeRoot } from '../images/node.ts';
import { debianRoot } from '../debian.ts';
import { buildNodeImage } from '../node-image.ts';
import { hasImage } from '../engine/docker.ts';
import { installPackages, packagesForSource } from '../packages.ts';
import { ensureRegistry, loadImages, loadRegistryImage } from '../registry.ts';
import { step, type Step } from '../steps/step.ts';
import { buildTools } from '../tools.ts';
import type { Foundations } from './foundations.ts';

/** Everything from source: Go builds one after the other (each uses all cores), Debian's packages beside them. */
export function sourceFoundations(images: readonly ImageDefinition[]): Foundations {
  const packages = step({
    title: 'Debian packages',
    run: async (say) => await installPackages(packagesForSource, say),
  });
  const builds = chainOfBuilds(images.flatMap((image) => image.builds ?? []));
  const tools = step({ title: 'Go: kind, helm', needs: [builds.kubernetes], run: buildTools });
  const engine = step({
    title: 'container engine',
    needs: [packages, builds.runtime],
    run: async (say) => await requireEngine(say),
  });
  const root = step({
    title: 'Debian root of the node',
    needs: [packages],
    run: async (say) => await debianRoot(nodeRoot, say),
  });
  const built = [...kubernetesDefinitions, ...images].map((definition) =>
    step({
      title: `image ${definition.name}`,
      needs: [
        packages,
        ...(kubernetesDefinitions.includes(definition) ? builds.all : []),
        ...(definition.builds ?? []).flatMap(({ name }) => builds.further.get(name) ?? []),
      ],
      run: async (say) => await buildImage(definition, say),
    }),
  );
  const registry = step({
    title: 'registry',
    needs: [engine, builds.registry],
    run: async (say) =>
      await ensureRegistry(await engine.result, await loadRegistryImage(await engine.result, say), say),
  });
  const nodeImage = step({
    title: 'node image',
    needs: [engine, root, ...builds.all, ...built],
    run: async (say) => {
      const image = await buildNodeImage(await Promise.all(built.map(({ result }) => result)), say);
      if (await hasImage(await engine.result, image.name)) return image.name;
      say(`loading ${image.name} into the engine`);
      await loadImages(await engine.result, [image]);
      return image.name;
    },
  });
  return { engine, tools, registry, nodeImage, load: [] };
}

const build = (binaries: GoBinaries, needs: Step[]): Step =>
  step({ title: `Go: ${binaries.name}`, needs, run: async (say) => await goBinaries(binaries, say) });

interface Builds {
  /** What every cluster needs. */
  readonly all: readonly Step[];
  /** What the approach's images need beside, by name. */
  readonly further: ReadonlyMap<string, Step>;
  readonly kubernetes: Step;
  readonly runtime: Step;
  readonly registry: Step;
}

function chainOfBuilds(extra: readonly GoBinaries[]): Builds {
  const runtime = build(runtimeBinary, []);
  const kubernetes = build(kubernetesBinary, [runtime]);
  const containerd = build(containerdBinaries, [kubernetes]);
  const etcd = build(etcdBinary, [containerd]);
  const registry = build(registryBinary, [etcd]);
  const coredns = build(corednsBinary, [registry]);
  const further = new Map<string, Step>();
  let last = coredns;
  for (const binaries of extra) {
    last = further.get(binaries.name) ?? build(binaries, [last]);
    further.set(binaries.name, last);
  }
  const all = [runtime, kubernetes, containerd, etcd, registry, coredns];
  return { all, further, kubernetes, runtime, registry };
}
