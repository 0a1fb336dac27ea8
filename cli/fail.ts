import { ConfigError, explain } from '../helpers/model/errors.ts';

/** Prints one clear error and gives the exit code: 3 when nothing was touched, else 2. */
export function failCommand(error: unknown): 2 | 3 {
  process.stderr.write(`\nError: ${explain(error)}\n`);
  if (process.env['KORTHWEB_DEBUG']) console.error(error);
  return error instanceof ConfigError ? 3 : 2;
}
