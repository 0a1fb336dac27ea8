import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Fault } from '../../helpers/fault/define.ts';
import { ConfigError } from '../../helpers/model/errors.ts';
import { projectRoot } from '../verify/playwright.ts';

/** A fault and its name: its file's path under `faults/`, with the variant in brackets. */
export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
}

const isFault = (value: unknown): value is Fault => FaultShape.safeParse(value).success;

/** Enough of a fault's shape to tell a mistake in a file from a fault. */
const FaultShape = z.looseObject({
  title: z.string().min(1),
  variant: z.string().optional(),
  expected: z.array(z.string()).min(1),
  change: z.custom((value) => typeof value === 'function'),
});

/** Loads the faults, or those that `only` names. @throws {ConfigError} for an unknown name or a file that is no fault. */
export async function loadFaults(
  only: readonly string[] = [],
  folder = join(projectRoot, 'faults'),
): Promise<NamedFault[]> {
  const paths = globSync('**/*.ts', { cwd: folder, exclude: ['**/*.test.ts'] }).toSorted();
  const all = (await Promise.all(paths.map((path) => loadFile(folder, path)))).flat();
  const unknown = only.find((wanted) => !all.some(({ name }) => isNamed(name, wanted)));
  if (unknown !== undefined) {
    const known = near(unknown, all).join(', ') || '(there are none)';
    throw new ConfigError(`--only: expected one of ${known}, got ${JSON.stringify(unknown)}`);
  }
  return only.length ? all.filter(({ name }) => only.some((wanted) => isNamed(name, wanted))) : all;
}

const familyOf = (name: string): string => name.replace(/\[.*$/, '');

/** The variants of a family that is known, else all families. */
function near(unknown: string, all: readonly NamedFault[]): string[] {
  const names = all.map(({ name }) => name);
  const variants = names.filter((name) => isNamed(name, familyOf(unknown)));
  return variants.length > 0 ? variants : [...new Set(names.map(familyOf))];
}

/** By the whole name, the last part of the path, or without the variant. */
const isNamed = (name: string, wanted: string): boolean => {
  const family = familyOf(name);
  return [name, family, name.split('/').at(-1), family.split('/').at(-1)].includes(wanted);
};

async function loadFile(folder: string, path: string): Promise<NamedFault[]> {
  const module: unknown = await import(pathToFileURL(join(folder, path)).href);
  const exported = z.object({ default: z.unknown() }).parse(module).default;
  const faults: unknown[] = Array.isArray(exported) ? exported : [exported];
  const base = path.replace(/\.ts$/, '');
  return faults.map((fault) => {
    if (!isFault(fault))
      throw new ConfigError(
        `faults/${path}: expected its default export to be defineFault({ … }) or defineFaults([ … ])`,
      );
    return { name: fault.variant === undefined ? base : `${base}[${fault.variant}]`, fault };
  });
}
