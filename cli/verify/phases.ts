import type { Selection, SuiteFile } from './selection.ts';

/** Which checks of a phase run side by side: any, those of different tenants (and those `@beside` them), or none. */
export type Crew = 'any' | 'tenants' | 'none';

/** One invocation of Playwright. */
export interface Phase {
  readonly name: 'parallel' | 'exclusive' | 'exclusive-quiet' | 'disruptive' | 'disruptive-quiet';
  /** What may hold tests of it. */
  readonly files: readonly SuiteFile[];
  /** Tags of tests that belong to another phase. */
  readonly without: readonly string[];
  /** Tags that every test of this phase carries. */
  readonly tags: readonly string[];
  readonly crew: Crew;
}

export interface PhasesWanted {
  readonly disruptive: boolean;
  readonly tenants: number;
}

/**
 * The phases that a selection needs: parallel checks first, then exclusive ones, then disruptive ones. Each loads only
 * the files that may hold its tests, and one without any is left out, since starting Playwright and loading take seconds.
 * Disruptive checks that are not allowed are skipped, with that reason, in the first phase.
 */
export function phasesFor(
  files: readonly SuiteFile[],
  { tags }: Selection,
  { disruptive, tenants }: PhasesWanted,
): Phase[] {
  const candidates = holding(tags, files);
  const exclusive = holding(['exclusive'], candidates);
  const disturbing = disruptive ? holding(['disruptive'], candidates) : [];
  const others = [
    ...(exclusive.length > 0 ? ['exclusive'] : []),
    ...(disturbing.length > 0 ? ['disruptive'] : []),
  ];
  const onlyTagged = tags.some((tag) => others.includes(tag));
  const free = candidates.filter((file) => !isAllOf(others, file));
  const parallel: Phase = { name: 'parallel', files: free, without: others, tags: [], crew: 'any' };
  return [
    ...(onlyTagged || free.length === 0 ? [] : [parallel]),
    ...alone('exclusive', exclusive, disturbing.length > 0 ? ['disruptive'] : [], tenants),
    ...alone('disruptive', disturbing, [], tenants),
  ];
}

/**
 * What must be alone in its tenant goes on side by side with what is in others; where there are others, what needs all of
 * the cluster to be quiet runs after that.
 */
function alone(
  tag: 'exclusive' | 'disruptive',
  files: readonly SuiteFile[],
  without: readonly string[],
  tenants: number,
): Phase[] {
  const phase = { name: tag, files, without, tags: [tag], crew: 'tenants' } as const;
  const [quiet, others] = [holding(['quiet'], files), files.filter((file) => !isAllOf(['quiet'], file))];
  const phases: Phase[] =
    tenants > 1
      ? [
          { ...phase, files: others, without: [...without, 'quiet'] },
          { ...phase, name: `${tag}-quiet`, files: quiet, tags: [tag, 'quiet'], crew: 'none' },
        ]
      : [phase];
  return phases.filter((each) => each.files.length > 0);
}

/** Whether every list of tags in a file has one of these, come what may: what is spread into it may be empty. */
function isAllOf(tags: readonly string[], { text }: SuiteFile): boolean {
  const lists = [...text.matchAll(/\btag: (?:\[(?:(?!\.{3})[^\]])*|'[^']*)/g)];
  return lists.length > 0 && lists.every(([list]) => tags.some((tag) => list.includes(`@${tag}`)));
}

const holding = (tags: readonly string[], files: readonly SuiteFile[]): SuiteFile[] =>
  files.filter(({ text }) => tags.every((tag) => text.includes(`@${tag}`)));
