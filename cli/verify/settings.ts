import { z } from 'zod';
import { ConfigError } from '../../helpers/model/errors.ts';

const text = z.string().min(1);
const words = z.union([z.array(text), z.string().transform((list) => list.split(',').filter(Boolean))]);
const yesOrNo = z.union([
  z.boolean(),
  z.enum(['1', 'true']).transform(() => true),
  z.enum(['0', 'false']).transform(() => false),
]);

const fields = {
  name: text.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'lower-case letters, digits and hyphens'),
  context: text,
  kubeconfig: text,
  profile: text,
  area: words,
  tag: words.transform((tags) => tags.map((tag) => tag.replace(/^@/, ''))),
  grep: text.refine(isPattern, 'a regular expression'),
  disruptive: yesOrNo,
  workers: z.coerce.number('a whole number of 1 or more').int('a whole number of 1 or more').min(1),
  knownIssues: text,
  probeImage: text,
} as const;

type Field = keyof typeof fields;

/** What `verify` was asked for, by flags or else by the environment; the profile and defaults fill in later. */
export type Settings = { readonly [Name in Field]?: z.output<(typeof fields)[Name]> };

/** The environment variable of a setting: `knownIssues` is `KORTHWEB_KNOWN_ISSUES`. */
export const variableOf = (field: string): string =>
  `KORTHWEB_${kebab(field).replaceAll('-', '_').toUpperCase()}`;

/** Takes each setting from its flag, else from its environment variable. @throws {ConfigError} naming each bad one. */
export function settingsFrom(
  flags: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
): Settings {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [field, schema] of Object.entries(fields)) {
    const isFlag = flags[field] !== undefined;
    const given = isFlag ? flags[field] : environment[variableOf(field)] || undefined;
    if (given === undefined) continue;
    const parsed = schema.safeParse(given);
    if (parsed.success) settings[field] = parsed.data;
    else problems.push(problem(isFlag ? `--${kebab(field)}` : variableOf(field), parsed.error, given));
  }
  if (problems.length) throw new ConfigError(`${problems.join('\n')}\nNext: npx korthweb verify --help`);
  return settings;
}

const problem = (source: string, { issues: [issue] }: z.ZodError, given: unknown): string =>
  `${source}: expected ${issue?.code === 'too_small' ? 'a value of 1 or more' : issue?.message}, got ${JSON.stringify(given)}`;

const kebab = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}
