import type { FaultScore } from '../helpers/model/results.ts';

/** The score in words: `7 of 8 faults caught (88 %)`. */
export function scoreLine({ faults, score }: Pick<FaultScore, 'faults' | 'score'>): string {
  const applicable = faults.filter(({ outcome }) => outcome !== 'unsupported');
  if (score === null) return 'no fault applies';
  const caught = applicable.filter(({ outcome }) => outcome === 'caught').length;
  return `${caught} of ${applicable.length} faults caught (${Math.floor(score * 100)} %)`;
}

/** The score as a page of Markdown. */
export function faultsMarkdown(result: FaultScore): string {
  const { approach, healthyBefore, healthyAfter, faults } = result;
  const rows = faults.map(({ name, title, outcome, caughtBy, expected, seconds }) =>
    row([
      `\`${name}\``,
      title,
      outcome,
      (caughtBy.length ? caughtBy : expected.map((id) => `(${id})`)).join(', '),
      seconds.toFixed(1),
    ]),
  );
  const reasons = faults
    .filter(({ reason }) => reason)
    .map(({ name, reason }) => `- \`${name}\`: ${reason?.replaceAll('\n', ' ')}`);
  const lines = [
    `# ${approach}: ${scoreLine(result)}`,
    '',
    `Healthy before: ${healthyBefore ? 'yes' : 'no'}. Healthy after: ${healthyAfter ? 'yes' : 'no'}.`,
    '',
    '| fault | what is broken | outcome | caught by (or expected) | seconds |',
    '|---|---|---|---|---:|',
    ...rows,
    ...(reasons.length ? ['', '## What the first failing check said', '', ...reasons] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
