import type { Engine } from '../engine/docker.ts';
import type { Tools } from '../installer.ts';
import type { Registry } from '../registry.ts';
import type { Step } from '../steps/step.ts';

/** What every way to a cluster comes to: an engine, tools, a registry, the name of a node image that the engine has. */
export interface Foundations {
  readonly engine: Step<Engine>;
  readonly tools: Step<Tools>;
  readonly registry: Step<Registry>;
  readonly nodeImage: Step<string>;
  /** Images to copy from the engine into the node, for a node image that does not hold them. */
  readonly load: readonly string[];
  /** What the approach's installer would prepare, where it is there already. */
  readonly prepared?: string;
}
