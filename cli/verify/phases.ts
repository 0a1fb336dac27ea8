import type { Selection, SuiteFile } from './selection.ts';

/** One invocation of Playwright. */
export interface Phase {
  readonly name: 'parallel' | 'exclusive' | 'disruptive';
  /** What may hold tests of it. */
  readonly files: readonly SuiteFile[];
  /** A pattern of the tests that belong to another phase. */
  readonly without: string | undefined;
  /** The tag that every test of this phase carries. */
  readonly tag: string | undefined;
  /** Null for as many as the user wants. */
  readonly workers: 1 | null;
}

/**
 * The phases that a selection needs: parallel checks first, then exclusive ones, then disruptive ones. Each loads only
 * the files that hold its tags, and one without any is left out, since starting Playwright and loading take seconds.
 * Disruptive checks that are not allowed are skipped, with that reason, in the first phase.
 */
export function phasesFor(files: readonly SuiteFile[], { tags }: Selection, disruptive: boolean): Phase[] {
  const candidates = files.filter(({ text }) => tags.every((tag) => text.includes(`@${tag}`)));
  const holding = (tag: string): SuiteFile[] => candidates.filter(({ text }) => text.includes(`@${tag}`));
  const exclusive = holding('exclusive');
  const disturbing = disruptive ? holding('disruptive') : [];
  const others = [
    ...(exclusive.length > 0 ? ['@exclusive'] : []),
    ...(disturbing.length > 0 ? ['@disruptive'] : []),
  ];
  const onlyTagged = tags.some((tag) => others.includes(`@${tag}`));
  const parallel: Phase = {
    name: 'parallel',
    files: candidates,
    without: others.join('|') || undefined,
    tag: undefined,
    workers: null,
  };
  const alone: readonly Phase[] = [
    {
      name: 'exclusive',
      files: exclusive,
      without: disturbing.length > 0 ? '@disruptive' : undefined,
      tag: 'exclusive',
      workers: 1,
    },
    { name: 'disruptive', files: disturbing, without: undefined, tag: 'disruptive', workers: 1 },
  ];
  return [...(onlyTagged ? [] : [parallel]), ...alone.filter((phase) => phase.files.length > 0)];
}
