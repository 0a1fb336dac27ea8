import type { Selection, SuiteFile } from './selection.ts';

/** One invocation of Playwright. */
export interface Phase {
  readonly name: 'parallel' | 'exclusive' | 'disruptive';
  /** A pattern of the tests that belong to another phase. */
  readonly without: string | undefined;
  /** The tag that every test of this phase carries. */
  readonly tag: string | undefined;
  /** Null for as many as the user wants. */
  readonly workers: 1 | null;
}

/**
 * The phases that a selection needs: parallel checks first, then exclusive ones, then disruptive ones. A phase of which
 * no file holds the tag is left out, since starting Playwright takes a second. Disruptive checks that are not
 * allowed are skipped, with that reason, in the first phase.
 */
export function phasesFor(files: readonly SuiteFile[], { tags }: Selection, disruptive: boolean): Phase[] {
  const candidates = files.filter(({ text }) => tags.every((tag) => text.includes(`@${tag}`)));
  const has = (tag: string): boolean => candidates.some(({ text }) => text.includes(tag));
  const exclusive = has('@exclusive');
  const disturbs = disruptive && has('@disruptive');
  const others = [...(exclusive ? ['@exclusive'] : []), ...(disturbs ? ['@disruptive'] : [])];
  const onlyTagged = tags.some((tag) => others.includes(`@${tag}`));
  const parallel: Phase[] = onlyTagged
    ? []
    : [{ name: 'parallel', without: others.join('|') || undefined, tag: undefined, workers: null }];
  return [
    ...parallel,
    ...(exclusive
      ? [
          {
            name: 'exclusive',
            without: disturbs ? '@disruptive' : undefined,
            tag: 'exclusive',
            workers: 1,
          } as const,
        ]
      : []),
    ...(disturbs ? [{ name: 'disruptive', without: undefined, tag: 'disruptive', workers: 1 } as const] : []),
  ];
}
