import { headline } from '../summary.ts';
import type { CheckRow, DeploymentColumn, SideBySide } from './model.ts';
import { remainderOf, seconds, together, toldOf } from './told.ts';

const signs = {
  passed: '✅',
  failed: '❌ failed',
  inconclusive: '❔ inconclusive',
  'setup-failed': '🔧 setup-failed',
  unsupported: '➖',
  skipped: '⏭️',
} as const;

/** The comparison as Markdown, short first: for the summary of a CI job. */
export function markdownSideBySide(compared: SideBySide): string {
  const { deployments, checks } = compared;
  const differing = checks.filter(({ differs }) => differs.includes('verdict'));
  return [
    '# Side by side',
    '',
    ...table(['deployment', 'checks', 'time', 'faults'], deployments.map(summaryRow)),
    '',
    '## Since the run before',
    '',
    ...deployments.flatMap((deployment) => changesOf(deployment, compared)),
    '',
    '## Where verdicts differ',
    '',
    ...(differing.length ? checkTable(differing, deployments) : ['Nowhere.']),
    '',
    `<details><summary>All ${checks.length} checks</summary>`,
    '',
    ...checkTable(checks, deployments),
    '',
    '</details>',
    '',
  ].join('\n');
}

const summaryRow = (deployment: DeploymentColumn): string[] => [
  deployment.name,
  headline(deployment),
  seconds(deployment.durationMs),
  deployment.faults?.line ?? 'not scored',
];

function changesOf(deployment: DeploymentColumn, compared: SideBySide): string[] {
  const told = toldOf(deployment, compared).map(
    ({ what, checks }) => `${what}: ${checks.map((check) => `\`${check}\``).join(', ')}`,
  );
  const remainder = remainderOf(deployment, compared);
  const all = [...told, ...(remainder ? [remainder] : [])];
  return [`- **${deployment.name}**`, ...all.map((one) => `  - ${one}`)];
}

const checkTable = (rows: readonly CheckRow[], deployments: readonly DeploymentColumn[]): string[] =>
  table(
    ['check', ...deployments.map(({ name }) => name), 'differs'],
    rows.map((row) => [
      `\`${row.id}\``,
      ...deployments.map(({ name }) => cellOf(row, name)),
      row.differs.join(', '),
    ]),
  );

function cellOf({ results }: CheckRow, name: string): string {
  const one = together(results.filter(({ deployment }) => deployment === name));
  if (!one) return '';
  return one.verdict === 'unsupported'
    ? signs.unsupported
    : `${signs[one.verdict]} ${seconds(one.durationMs)}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  line(head),
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map(line),
];

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
