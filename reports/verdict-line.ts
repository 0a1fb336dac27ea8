import { styleText } from 'node:util';
import type { CheckResult, Verdict } from '../helpers/model/results.ts';

type Style = Parameters<typeof styleText>[0];

const looks: Readonly<Record<Verdict, readonly [sign: string, style: Style]>> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  inconclusive: ['?', 'yellow'],
  'setup-failed': ['!', 'yellow'],
  unsupported: ['-', 'gray'],
  skipped: ['-', 'gray'],
};

/** One check in one line, and beneath it the first lines of the reason where it did not pass. */
export function verdictLine(check: CheckResult, stream: NodeJS.WriteStream, lines = 12): string {
  const [sign, style] = looks[check.verdict];
  const word = check.verdict === 'passed' ? '' : ` ${check.verdict}`;
  const took = styleText('dim', `${Math.round(check.durationMs)} ms`, { stream });
  const { reason, knownIssue, knownDeviation } = check;
  const notes = [
    reason,
    knownIssue && `known issue: ${knownIssue}`,
    knownDeviation && `known deviation: ${knownDeviation}`,
  ];
  return [
    `${styleText(style, `${sign}${word}`, { stream })} ${check.id} ${took}`,
    ...notes.flatMap((note) => (note ? indented(note, lines) : [])),
  ].join('\n');
}

function indented(text: string, most: number): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const more = lines.length > most ? [`… ${lines.length - most} more lines in the report`] : [];
  return [...lines.slice(0, most), ...more].map((line) => `    ${line}`);
}
