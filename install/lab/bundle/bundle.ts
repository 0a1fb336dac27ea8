import { removeLeftovers } from '../leftovers.ts';
import { buildImage } from '../images/build-image.ts';
import { kubernetesDefinitions } from '../images/kubernetes.ts';
import { imageNames, loadInstaller, type Installer } from '../installer.ts';
import { lockLab } from '../lock.ts';
import { buildNodeImage } from '../node-image.ts';
import { pushImages } from '../pull.ts';
import { loadImages } from '../registry.ts';
import { closure } from '../steps/closure.ts';
import { runSteps } from '../steps/run-steps.ts';
import { step, type Step } from '../steps/step.ts';
import { foundationsFor, type ChosenFoundations } from '../up/foundations-for.ts';
import type { UpOptions } from '../up/outcome.ts';
import { labImages, stockNode } from '../versions.ts';
import { bundleStep } from './write-bundle.ts';

type Print = (line: string) => void;
type Source = Pick<UpOptions, 'approach' | 'images' | 'yes'>;

/** Writes an approach's images, charts and tools as one archive; resolves to its path. */
export async function bundleApproach(
  options: Source & { readonly file: string },
  print: Print,
): Promise<string> {
  await using _lock = await lockLab(print);
  const { installer, chosen } = await prepare(options, print);
  await runSteps(closure([bundleStep({ ...options, ...chosen, installer })]));
  return options.file;
}

/** Pushes an approach's images, under their own names, to a registry; resolves to its host. */
export async function pushApproach(
  options: Source & { readonly host: string },
  print: Print,
): Promise<string> {
  await using _lock = await lockLab(print);
  const { installer, chosen } = await prepare(options, print);
  const push = pushStep(installer, chosen, options.host);
  await runSteps(closure([push]));
  return await push.result;
}

async function prepare(
  options: Source,
  print: Print,
): Promise<{ installer: Installer; chosen: ChosenFoundations }> {
  const installer = await loadInstaller(options.approach);
  await removeLeftovers();
  return {
    installer,
    chosen: await foundationsFor({ ...options, name: options.approach }, installer, print),
  };
}

function pushStep(
  installer: Installer,
  { foundations, images }: ChosenFoundations,
  host: string,
): Step<string> {
  const { engine, registry, nodeImage } = foundations;
  return step({
    title: `push to ${host}`,
    needs: [engine, registry, nodeImage],
    run: async (say) => {
      const to = host === 'lab' ? (await registry.result).host : host;
      const docker = await engine.result;
      if (images === 'source') {
        const own = await Promise.all(
          installer.images.map(async (definition) => await buildImage(definition, say)),
        );
        const kubernetes = await Promise.all(
          kubernetesDefinitions.map(async (definition) => await buildImage(definition, say)),
        );
        // As stock kind has it: a node with Kubernetes alone.
        const node = { ...(await buildNodeImage(kubernetes, say)), name: stockNode() };
        await loadImages(docker, [...own, node]);
      }
      await pushImages(docker, [stockNode(), labImages.registry, ...imageNames(installer, images)], to, say);
      return to;
    },
  });
}
