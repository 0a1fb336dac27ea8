import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../helpers/model/errors.ts';

/** What is to be verified; empty means everything. Areas and checks add up, tags and the pattern are and-ed. */
export interface Selection {
  readonly areas: readonly string[];
  /** Ids of checks, whose files are added to the areas. */
  readonly checks: readonly string[];
  readonly tags: readonly string[];
  readonly grep: string | undefined;
}

export const everything: Selection = { areas: [], checks: [], tags: [], grep: undefined };

/** Whether nothing was left out: only then can a run say what nobody exercised. */
export const isUnfiltered = ({ areas, checks, tags, grep }: Selection): boolean =>
  areas.length + checks.length + tags.length === 0 && grep === undefined;

/** A suite's file, as a path under the suites' folder, with its text. */
export interface SuiteFile {
  readonly path: string;
  readonly text: string;
}

/** The suites' files that a selection takes in. @throws {ConfigError} for an area that does not exist. */
export function selectedFiles(root: string, { areas, checks }: Selection): SuiteFile[] {
  const all = globSync('**/*.spec.ts', { cwd: root }).toSorted();
  const known = [...new Set(all.map((path) => path.split('/')[0]))];
  const unknown = areas.find((area) => !known.includes(area));
  if (unknown !== undefined) {
    throw new ConfigError(`--area: expected one of ${known.join(', ')}, got ${JSON.stringify(unknown)}`);
  }
  const wanted = checks.map((id) => `${id.replace(/[[@].*$/, '')}.spec.ts`);
  const isAll = areas.length + checks.length === 0;
  const chosen = all.filter(
    (path) => isAll || areas.includes(path.split('/')[0] ?? '') || wanted.includes(path),
  );
  return chosen.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Makes sure that a selection takes in some file. @throws {ConfigError} since a run of nothing is no green. */
export function requireSelected(root: string, selection: Selection): void {
  if (selectedFiles(root, selection).length > 0) return;
  throw new ConfigError(`No suite in ${root} is selected, so nothing would be verified`);
}

/** Playwright's arguments for files of a selection: path filters, and one pattern for every tag and the user's own. */
export function playwrightArguments({ tags, grep }: Selection, files: readonly SuiteFile[]): string[] {
  const paths = files.map(({ path }) => `suites/${escape(path)}$`);
  const patterns = [...tags.map((tag) => `@${escape(tag)}(?![\\w-])`), ...(grep === undefined ? [] : [grep])];
  const all = patterns.map((pattern) => `(?=.*(?:${pattern}))`).join('');
  return [...paths, ...(all ? ['--grep', `^${all}`] : [])];
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
