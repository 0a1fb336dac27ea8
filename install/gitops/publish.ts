import type { Approach } from '../../helpers/model/approach.ts';
import { pushFiles } from '../../helpers/oci/registry.ts';
import { removeLeftovers } from '../lab/leftovers.ts';
import { lockLab } from '../lab/lock.ts';
import { closure } from '../lab/steps/closure.ts';
import { runSteps } from '../lab/steps/run-steps.ts';
import { step } from '../lab/steps/step.ts';
import { foundationsFor } from '../lab/up/foundations-for.ts';
import type { UpOptions } from '../lab/up/outcome.ts';
import { artifactFiles } from './files.ts';
import { render } from './render.ts';

export interface PublishOptions extends Pick<UpOptions, 'images' | 'yes'> {
  /** Whose tenants are in it. */
  readonly approach: Approach;
  /** `lab` for the lab's own registry, or the host of one that is spoken to in plain HTTP. */
  readonly host: string;
  /** `korthweb/gitops`. */
  readonly repository: string;
  readonly tag: string;
}

/** Makes the artifact and pushes it; resolves to what Flux is to be told: `host/repository:tag@sha256:…`. */
export async function publish(
  { approach, host, repository, tag, ...source }: PublishOptions,
  print: (line: string) => void,
): Promise<string> {
  await using _lock = await lockLab(print);
  await removeLeftovers();
  const options = { ...source, approach: approach.name, name: approach.name };
  const { foundations, images } = await foundationsFor(options, { images: [] }, print);
  const pushing = step({
    title: `publish to ${host}`,
    needs: [foundations.tools, foundations.registry],
    run: async (say) => {
      const rendered = await render(await foundations.tools.result, say);
      const files = await artifactFiles(rendered, images, approach);
      const at = { host: host === 'lab' ? (await foundations.registry.result).host : host, name: repository };
      const { digest } = await pushFiles(at, tag, files);
      return `${at.host}/${repository}:${tag}@${digest}`;
    },
  });
  await runSteps(closure([pushing]));
  return await pushing.result;
}
