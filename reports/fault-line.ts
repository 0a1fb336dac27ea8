import { styleText } from 'node:util';
import type { FaultOutcome, FaultResult } from '../helpers/model/results.ts';

const colours = {
  caught: 'green',
  'caught-by-other': 'yellow',
  missed: 'red',
  unsupported: 'gray',
  error: 'red',
} as const satisfies Record<FaultOutcome, string>;

/** One fault in the terminal: its outcome, its name, who caught it, and why where that is not plain. */
export function faultLine(
  { name, outcome, caughtBy, reason, seconds }: FaultResult,
  stream: NodeJS.WriteStream,
): string {
  const mark = styleText(colours[outcome], outcome.padEnd(15), { stream });
  const line = `${mark} ${name} ${styleText('dim', `${seconds.toFixed(1)} s`, { stream })}`;
  const notes = outcome === 'caught' ? [`by ${caughtBy.join(', ')}`] : [];
  return [
    line,
    ...[...notes, ...(reason ? [reason] : [])].map((note) => `    ${note.replaceAll('\n', '\n    ')}`),
  ].join('\n');
}
