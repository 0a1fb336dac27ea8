import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { Approach } from '../../helpers/model/approach.ts';
import { ConfigError, toError } from '../../helpers/model/errors.ts';
import { parseInput } from '../../helpers/model/parse.ts';

const mapping = z.record(z.string(), z.unknown());

/** A profile as it is written: what it says of the approach is checked once it is merged. */
export const Profile = z.strictObject({
  context: z.string().optional(),
  kubeconfig: z.string().optional(),
  disruptive: z.boolean().optional(),
  workers: z.int().min(1).optional(),
  knownIssues: z.string().optional(),
  probeImage: z.string().optional(),
  title: z.string().optional(),
  features: z.array(z.string()).optional(),
  /** Latencies by operation, in milliseconds; what is left out is as the approach has it. */
  objectives: mapping.optional(),
  /** Exactly the tenants to verify: each is merged into the approach's tenant of that name, or complete. */
  tenants: z.array(mapping).min(1).optional(),
});
export type Profile = z.infer<typeof Profile>;

/** Reads a profile. @throws {ConfigError} where it cannot be read, is no YAML, or has a bad field. */
export async function readProfile(file: string): Promise<Profile> {
  const input = await readYaml('profile', file);
  return parseInput(Profile, input ?? {}, { from: `The profile ${file}`, next: profileNext });
}

/** Reads a YAML file. @throws {ConfigError} naming the file and the line. */
export async function readYaml(what: string, file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`The ${what} ${file} cannot be read: ${toError(cause).message}`, { cause });
  });
  try {
    return parse(text);
  } catch (cause) {
    throw new ConfigError(`The ${what} ${file} is not YAML: ${toError(cause).message}`, { cause });
  }
}

const profileNext = 'Next: correct the profile; docs/verdicts.md shows one with every field';

/** The approach with the profile's fields over its own. @throws {ConfigError} naming each bad field. */
export function applyProfile(approach: Approach, profile: Profile, file: string): Approach {
  const { title = approach.title, features = approach.features, tenants } = profile;
  const merged = {
    ...approach,
    title,
    features,
    objectives: over(approach.objectives, profile.objectives ?? {}),
    tenants: tenants?.map((tenant) => over(baseOf(approach, tenant), tenant)) ?? approach.tenants,
  };
  return parseInput(Approach, merged, { from: `The profile ${file}`, next: profileNext });
}

/** A lone tenant needs no name in the profile: there is none to confuse it with. */
function baseOf({ tenants }: Approach, { name }: Readonly<Record<string, unknown>>): unknown {
  if (name === undefined && tenants.length === 1) return tenants[0];
  return tenants.find((tenant) => tenant.name === name) ?? {};
}

/** Merges mappings in depth; lists, selectors (labels of both would select nothing) and all else are replaced. */
function over(base: unknown, change: unknown): unknown {
  const [below, above] = [mapping.safeParse(base), mapping.safeParse(change)];
  if (!below.success || !above.success) return change;
  const merged = Object.entries(above.data).map(
    ([key, value]) => [key, key === 'podSelector' ? value : over(below.data[key], value)] as const,
  );
  return { ...below.data, ...Object.fromEntries(merged) };
}
