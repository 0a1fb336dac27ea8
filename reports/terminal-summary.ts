import { styleText } from 'node:util';
import { exitCode, summarize, type Conformance } from '../helpers/model/results.ts';
import { headline, slowest } from './summary.ts';
import { verdictLine } from './verdict-line.ts';

/** The end of a run in the terminal: what did not pass, the slowest checks, the counts, where the report is. */
export function terminalSummary(
  conformance: Conformance,
  report: string,
  stream: NodeJS.WriteStream = process.stdout,
): string {
  const { approach, cluster, checks, durationMs } = conformance;
  const bad = checks.filter(({ verdict }) => !['passed', 'unsupported', 'skipped'].includes(verdict));
  const slow = slowest(checks).map(({ id, durationMs: ms }) => `${id} ${(ms / 1000).toFixed(1)} s`);
  const good = exitCode(summarize(checks.filter(({ knownIssue }) => !knownIssue))) === 0;
  const verdict = styleText(['bold', good ? 'green' : 'red'], headline(conformance), { stream });
  return [
    '',
    ...bad.map((check) => verdictLine(check, stream, 3)),
    ...(bad.length ? [''] : []),
    `${verdict} in ${(durationMs / 1000).toFixed(1)} s (${approach} on ${cluster})`,
    ...(slow.length ? [styleText('dim', `slowest: ${slow.join(', ')}`, { stream })] : []),
    `report: ${report}`,
    '',
  ].join('\n');
}
