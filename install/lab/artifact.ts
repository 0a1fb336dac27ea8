import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './digest.ts';
import { paths } from './paths.ts';

/** The ending of what is not whole yet. */
export const partial = '.partial';

export interface ArtifactRecipe {
  readonly name: string;
  /** Everything that the result depends on; a change of it makes another artifact. */
  readonly inputs: unknown;
  /** Fills the folder `into`, which exists and is empty. */
  readonly build: (into: string) => Promise<void>;
}

/**
 * The folder of a built artifact, built first where the cache has none.
 * It is written beside its place and renamed when whole, so a stopped build leaves no half artifact.
 */
export async function artifact(recipe: ArtifactRecipe): Promise<string> {
  const path = artifactPath(recipe.name, recipe.inputs);
  const making = underway.get(path) ?? make(path, recipe);
  underway.set(path, making);
  try {
    return await making;
  } finally {
    underway.delete(path);
  }
}

// Steps that run side by side may ask for the same artifact: it is made once.
const underway = new Map<string, Promise<string>>();

async function make(path: string, { build }: ArtifactRecipe): Promise<string> {
  if (await exists(path)) return path;
  // A killed build's children may still be at work in a folder of theirs.
  const into = `${path}.${process.pid}${partial}`;
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  await build(into);
  await rename(into, path);
  return path;
}

/** Where an artifact of these inputs is, or would be. */
function artifactPath(name: string, inputs: unknown): string {
  return join(paths.artifacts, `${name}-${digestOf(inputs).slice(0, 12)}`);
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
