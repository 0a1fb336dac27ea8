import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { SetupError } from '../../helpers/model/errors.ts';

const Kustomization = z.looseObject({ resources: z.array(z.string()) });

/** A kustomization's text without one of its resources. @throws {SetupError} when it does not have it. */
export function withoutResource(text: string, resource: string): string {
  const { resources, ...others } = Kustomization.parse(parse(text));
  if (!resources.includes(resource))
    throw new SetupError(`Expected a kustomization with ${resource}; it has ${resources.join(', ')}`);
  return stringify({ ...others, resources: resources.filter((each) => each !== resource) });
}

/** Takes a manifest out of the folder of a rendered step. */
export async function leaveOut(folder: string, resource: string): Promise<void> {
  const file = join(folder, 'kustomization.yaml');
  await writeFile(file, withoutResource(await readFile(file, 'utf8'), resource));
  await rm(join(folder, resource));
}
