import type { z } from 'zod';
import { ConfigError } from './errors.ts';

export interface Origin {
  /** Where the input came from: `profile hospital.yaml`. */
  readonly from: string;
  /** What to do about it, as a sentence. */
  readonly next: string;
}

/** Parses what a user gave. @throws {ConfigError} that names each bad field, what was expected there and what was got. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  { from, next }: Origin,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${describeIssue(issue, input)}`);
  throw new ConfigError([`${from} is not as expected:`, ...lines, next].join('\n'), { cause: parsed.error });
}

/** One bad field: its path, what was expected, what was got. */
export function describeIssue(issue: z.core.$ZodIssue, input: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `\`${pathOf([...issue.path, key])}\``).join(', ');
    return `${keys}: unknown; expected one of the documented fields`;
  }
  const got = issue.path.reduce<unknown>(step, input);
  return `\`${pathOf(issue.path)}\`: expected ${expectation(issue)}, got ${show(got)}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unit(issue.origin)}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unit(issue.origin)}`;
  return issue.message;
}

const unit = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '';

const step = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('') || '(the whole)';

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'a mapping' : `${JSON.stringify(value)} (${typeof value})`;
}
