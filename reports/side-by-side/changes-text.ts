import { anyChange, type VerdictChange, type VerdictChanges } from './verdict-changes.ts';

/** What changed as Markdown: a table to read in a terminal, and the text of an issue. */
export function changesMarkdown(changes: VerdictChanges): string {
  const { changed, added, deployments } = changes;
  if (!anyChange(changes)) return `No verdict changed${added.length ? `; ${added.length} new` : ''}.\n`;
  const reasons = changed.filter(({ reason }) => reason);
  return [
    `${count(changed.length, 'verdict')} changed${added.length ? `; ${added.length} new` : ''}.`,
    ...(deployments.gone.length ? ['', `Without results this time: ${deployments.gone.join(', ')}.`] : []),
    ...(changed.length
      ? ['', '| deployment | check or fault | before | now |', '|---|---|---|---|', ...changed.map(row)]
      : []),
    ...(reasons.length ? ['', ...reasons.map(explained)] : []),
    '',
  ].join('\n');
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const row = ({ deployment, kind, id, before, after }: VerdictChange): string =>
  `| ${deployment} | ${kind === 'fault' ? 'fault ' : ''}\`${id}\` | ${before ?? '(absent)'} | ${after ?? '(gone)'} |`;

/** The first line says what; the rest is in the report. */
const explained = ({ deployment, id, reason }: VerdictChange): string =>
  `- ${deployment} \`${id}\`: ${reason?.split('\n')[0] ?? ''}`;
