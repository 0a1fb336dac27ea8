import { join } from 'node:path';
import { goBinaries, toolBinaries } from './go.ts';
import type { Tools } from './installer.ts';
import type { Say } from './steps/step.ts';

/** kind and helm at the lab's own versions, built from their Go modules. */
export async function buildTools(say: Say): Promise<Tools> {
  const folder = await goBinaries(toolBinaries, say);
  return { kind: join(folder, 'kind'), helm: join(folder, 'helm') };
}
