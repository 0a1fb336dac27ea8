import type { CheckResult, Conformance, Verdict } from '../helpers/model/results.ts';

const signs: Readonly<Record<Verdict, string>> = {
  passed: '✅',
  failed: '❌',
  inconclusive: '❔',
  'setup-failed': '🔧',
  unsupported: '➖',
  skipped: '⏭️',
};

/** The run as a page of Markdown: the counts, what did not pass and why, known deviations, every check. */
export function summaryOf(conformance: Conformance): string {
  const { approach, cluster, startedAt, durationMs, checks } = conformance;
  const bad = checks.filter(({ verdict }) => !['passed', 'unsupported', 'skipped'].includes(verdict));
  const sections = [
    `# ${approach}: ${headline(conformance)}`,
    `Cluster ${cluster || '(unnamed)'}, ${startedAt}, ${(durationMs / 1000).toFixed(1)} s.`,
    section('Not passed', bad.map(explained)),
    section(
      'Known deviations',
      checks.flatMap(({ id, knownDeviation }) => (knownDeviation ? [`- \`${id}\`: ${knownDeviation}`] : [])),
    ),
    section(
      'Unsupported and skipped',
      checks.filter(({ verdict }) => verdict === 'unsupported' || verdict === 'skipped').map(explained),
    ),
    section(
      'Slowest',
      slowest(checks).map(({ id, durationMs: ms }) => `- \`${id}\` ${(ms / 1000).toFixed(2)} s`),
    ),
    table(checks),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** The counts in words, those that are zero left out. */
export function headline({ summary }: Pick<Conformance, 'summary'>): string {
  const { passed, failed, inconclusive, setupFailed, unsupported, skipped } = summary;
  const counts = { passed, failed, inconclusive, 'setup-failed': setupFailed, unsupported, skipped };
  const named = Object.entries(counts).filter(([, count]) => count > 0);
  return named.map(([verdict, count]) => `${count} ${verdict}`).join(', ') || 'no checks';
}

/** The checks that took longest, longest first. */
export const slowest = (checks: readonly CheckResult[], count = 5): CheckResult[] =>
  checks
    .filter(({ durationMs }) => durationMs > 0)
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, count);

const section = (title: string, lines: readonly string[]): string =>
  lines.length ? `## ${title}\n\n${lines.join('\n')}` : '';

function explained({ id, verdict, reason, knownIssue }: CheckResult): string {
  const why = (reason ?? '').replaceAll('\n', ' ');
  return `- ${signs[verdict]} \`${id}\` **${verdict}**: ${why}${knownIssue ? ` (known issue: ${knownIssue})` : ''}`;
}

function table(checks: readonly CheckResult[]): string {
  const rows = checks.map(
    ({ id, title, verdict, durationMs }) =>
      `| ${signs[verdict]} ${verdict} | \`${id}\` | ${cell(title)} | ${Math.round(durationMs)} |`,
  );
  return ['## Checks', '', '| verdict | check | behaviour | ms |', '|---|---|---|---:|', ...rows].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
