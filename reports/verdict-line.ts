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

/** One check in one line, and the reason beneath where it did not pass. */
export function verdictLine(check: CheckResult, stream: NodeJS.WriteStream): string {
  const [sign, style] = looks[check.verdict];
  const word = check.verdict === 'passed' ? '' : ` ${check.verdict}`;
  const line = `${styleText(style, `${sign}${word}`, { stream })} ${check.id} ${styleText('dim', `${Math.round(check.durationMs)} ms`, { stream })}`;
  const notes = [
    check.reason,
    check.knownIssue && `known issue: ${check.knownIssue}`,
    check.knownDeviation && `known deviation: ${check.knownDeviation}`,
  ];
  return [line, ...notes.flatMap((note) => (note ? [indent(note)] : []))].join('\n');
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
